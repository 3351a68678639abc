import type { Clock } from '../../hal/contract/clock.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import type { Voice, VoiceFault, VoiceLanguage, VoiceVolume } from '../../hal/contract/voice.ts'

/** The words that a person in the room heard. */
export interface Heard {
  readonly sentences: readonly string[]
  readonly language: VoiceLanguage
  readonly volume: VoiceVolume
  /** False while it is being said, and for good when it was cut short. */
  whole: boolean
}

/** About what a voice at 145 words a minute takes. */
const wordMs = 60_000 / 145

/** A loudspeaker with a listener: it takes the time that the words take. */
export class VoiceTwin implements Voice {
  readonly heard: Heard[] = []
  /** The answer instead of speech: a part that is missing or broken. */
  fault: VoiceFault | undefined
  readonly #clock: Clock
  #speaking = new AbortController()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async say(
    sentences: readonly string[],
    language: VoiceLanguage,
    volume: VoiceVolume,
  ): Promise<Result<void, VoiceFault>> {
    this.hush()
    if (this.fault) return err(this.fault)
    const mine = new AbortController()
    this.#speaking = mine
    const heard: Heard = { sentences, language, volume, whole: false }
    this.heard.push(heard)
    await this.#clock.sleep(sentences.join(' ').split(/\s+/).length * wordMs, mine.signal)
    if (mine.signal.aborted) return err({ kind: 'interrupted' })
    heard.whole = true
    return ok()
  }

  hush(): void {
    this.#speaking.abort()
  }

  async check(): Promise<Result<void, VoiceFault>> {
    return this.fault ? err(this.fault) : ok()
  }
}
