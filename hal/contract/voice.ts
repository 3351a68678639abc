import type { Result } from './result.ts'

/** Languages that can be said. */
export type VoiceLanguage = 'id' | 'en'

/** Soft, middle, loud. */
export type VoiceVolume = 1 | 2 | 3

export type VoiceFault =
  /** Nothing on this system can speak: go on in silence. */
  | { readonly kind: 'missing' }
  /** It would not speak this time. A program without a loudspeaker may well believe that it spoke. */
  | { readonly kind: 'failed'; readonly code: number | undefined }
  /** Other sentences came, or silence was asked for. */
  | { readonly kind: 'interrupted' }

/** A voice for everybody in the room: one at a time, at most a few seconds, over the loudspeaker of the box. */
export interface Voice {
  /**
   * Says sentences one after another in place of what is being said; settles when the last word has been said, or
   * was not. May be called at any time. No sentence may hold anything personal: the room hears it.
   */
  say(
    sentences: readonly string[],
    language: VoiceLanguage,
    volume: VoiceVolume,
  ): Promise<Result<void, VoiceFault>>
  /** Silence now; idempotent. */
  hush(): void
  /** Whether it could speak, without a sound. */
  check(signal: AbortSignal): Promise<Result<void, VoiceFault>>
}
