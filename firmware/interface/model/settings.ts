/** How the person at the panel wants to see and hear it. Kept by the kiosk, forgotten when they are gone. */
export interface Settings {
  readonly language: Language
  readonly size: TextSize
  readonly contrast: Contrast
  /** Every new moment is read aloud. */
  readonly aloud: boolean
  readonly volume: Volume
}

/** Banjar has greetings of its own; the rest of it is Indonesian. */
export const languages = ['id', 'bjn', 'en'] as const

export type Language = (typeof languages)[number]

/** `large` has capitals of 6.1 mm, 0.7 degrees at 50 cm (EN 301 549, 5.1.4), wherever the display holds them. */
export const textSizes = ['medium', 'large'] as const

export type TextSize = (typeof textSizes)[number]

export const contrasts = ['usual', 'high'] as const

export type Contrast = (typeof contrasts)[number]

/** Soft, middle, loud. */
export const volumes = [1, 2, 3] as const

export type Volume = (typeof volumes)[number]

/** The settings that the next person finds. */
export const usualSettings: Settings = {
  language: 'id',
  size: 'medium',
  contrast: 'usual',
  aloud: false,
  volume: 2,
}
