import type { Clock } from '../../../hal/contract/clock.ts'
import type { Intent } from '../model/intent.ts'
import { type Settings, usualSettings } from '../model/settings.ts'
import { adjust, adjustSettings, mayCover, type PanelDraft } from '../screens/adjust.ts'
import type { ScreenDraft } from '../screens/parts.ts'

/** On the first screen a choice without a next step is forgotten after this long. */
const forgottenAfterMs = 60_000

/** Keeps how the person at the panel wants it; a visit underneath knows nothing of it. */
export class DisplaySettings {
  #settings: Settings = usualSettings
  /** The moment that the settings cover, while they do. */
  #covered: string | undefined
  #timer = new AbortController()
  readonly #clock: Clock
  readonly #quiet: () => void

  /** `quiet` is called when no step followed a choice: the person may be gone. */
  constructor(clock: Clock, quiet: () => void) {
    this.#clock = clock
    this.#quiet = quiet
  }

  get settings(): Settings {
    return this.#settings
  }

  /** Takes what is meant for it; `false` is for lobby or visit. */
  answer(intent: Intent, screenKey: string): boolean {
    if (intent.type === 'open-settings') this.#covered = screenKey
    else if (intent.type === 'close-settings') this.#covered = undefined
    else {
      const changed = change(this.#settings, intent)
      if (!changed) return false
      this.#settings = changed
    }
    this.#watch()
    return true
  }

  /** Fits a screen to the person, or shows the settings over it until its moment has gone on. */
  applySettings(draft: ScreenDraft, screenKey: string): PanelDraft {
    if (this.#covered !== screenKey || !mayCover(draft)) this.#covered = undefined
    return this.#covered === undefined ? adjust(draft, this.#settings) : adjustSettings(this.#settings)
  }

  forget(): void {
    this.rest()
    this.#settings = usualSettings
    this.#covered = undefined
  }

  /** Stops its clock. */
  rest(): void {
    this.#timer.abort()
  }

  #watch(): void {
    this.rest()
    const alarm = new AbortController()
    this.#timer = alarm
    void this.#clock.sleep(forgottenAfterMs, alarm.signal).then(() => {
      if (!alarm.signal.aborted) this.#quiet()
    })
  }
}

function change(settings: Settings, intent: Intent): Settings | undefined {
  switch (intent.type) {
    case 'choose-language':
      return { ...settings, language: intent.language }
    case 'choose-size':
      return { ...settings, size: intent.size }
    case 'choose-contrast':
      return { ...settings, contrast: intent.contrast }
    case 'choose-volume':
      return { ...settings, volume: intent.volume, aloud: true }
    case 'read-aloud':
      return { ...settings, aloud: true }
    case 'mute':
      return { ...settings, aloud: false }
    default:
      return undefined
  }
}
