/** Jumper colours, by their Indonesian word, and how they are drawn. */
export const wireColours = {
  merah: '#d32f2f',
  hitam: '#212121',
  hijau: '#2e7d32',
  biru: '#1565c0',
  kuning: '#f9a825',
  ungu: '#7b1fa2',
  jingga: '#ef6c00',
  cokelat: '#6d4c41',
  abu: '#757575',
} as const

export type WireColour = keyof typeof wireColours

/** One wire from a pin of the header. */
export interface Wire {
  /** Number of the pin, 1 to 40. */
  readonly pin: number
  readonly colour: WireColour
  /** Where its other end goes, in Indonesian. */
  readonly end: string
}

export function wireWords({ colour, end }: Wire): string {
  return `${end} (${colour})`
}
