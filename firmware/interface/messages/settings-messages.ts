import type { Contrast, TextSize, Volume } from '../model/settings.ts'

/** Words about how the panel is shown and said. */
export interface SettingsMessages {
  readonly title: string
  readonly lines: readonly string[]
  readonly groups: Readonly<Record<'language' | 'size' | 'contrast' | 'voice', string>>
  readonly size: Readonly<Record<TextSize, string>>
  readonly contrast: Readonly<Record<Contrast, string>>
  readonly volume: Readonly<Record<Volume | 'off', string>>
  /** Buttons at the edge. */
  readonly edge: Readonly<Record<TextSize | 'settings' | 'speak' | 'repeat' | 'mute' | 'done', string>>
  /** Said before the answers are read. */
  readonly answers: string
  /** A number is called; `spoken` are its letter and digits as words. */
  readonly call: (spoken: string) => string
}
