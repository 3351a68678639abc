import type { Language } from './intent.ts'

/** How the person at the panel wants to see and hear it. Kept by the kiosk, forgotten when they are gone. */
export interface Settings {
  readonly language: Language
  readonly size: TextSize
  readonly contrast: Contrast
  /** Every new moment is read aloud. */
  readonly aloud: boolean
  readonly volume: Volume
}

/** `large` has capitals of 6.1 mm, 0.7 degrees at 50 cm (EN 301 549, 5.1.4), wherever the display holds them. */
export type TextSize = 'medium' | 'large'

export type Contrast = 'usual' | 'high'

/** Soft, middle, loud. */
export type Volume = 1 | 2 | 3

/** What whoever comes next finds. */
export const usualSettings: Settings = {
  language: 'id',
  size: 'medium',
  contrast: 'usual',
  aloud: false,
  volume: 2,
}
