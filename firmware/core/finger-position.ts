/** ANSI/NIST-ITL finger positions: 1-5 right thumb to little finger, 6-10 left thumb to little finger. */
export const fingerPositions = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

export type FingerPosition = (typeof fingerPositions)[number]

/** Right and left index finger: stored on the card's chip and pressed again at the end of a visit. */
export const indexFingers = [2, 7] as const satisfies readonly FingerPosition[]
