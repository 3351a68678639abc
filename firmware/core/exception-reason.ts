/** Why a finger has no image (domain: official "pengecualian biometri"). */
export const fingerExceptions = ['missing', 'bandaged', 'unreadable', 'declined'] as const

export type FingerException = (typeof fingerExceptions)[number]

/** The reason why a student goes on without a signature; the paper forms of Dukcapil know it as "cap jempol". */
export const inkExceptions = ['cannot-write', 'hand-hurt', 'pad-trouble'] as const

export type InkException = (typeof inkExceptions)[number]
