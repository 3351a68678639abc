import type { Voice, VoiceFault, VoiceLanguage, VoiceVolume } from '../../hal/contract/voice.ts'
import type { Log } from '../core/log/log.ts'
import { messages } from '../interface/messages/messages.ts'
import { spokenTicket } from '../interface/messages/spoken-ticket.ts'
import type { Language, Settings } from '../interface/model/settings.ts'
import type { PanelDraft } from '../interface/screens/adjust.ts'
import { spokenScreen } from '../interface/screens/spoken-screen.ts'

// A call is for the whole room.
const callVolume: VoiceVolume = 3

/** Reads the panel aloud to a student who asked for it, and calls numbers to the room. */
export class Speaker {
  /** The fault that kept it silent the last time. */
  trouble: VoiceFault | undefined
  readonly #voice: Voice
  readonly #log: Log
  #read = ''

  constructor(voice: Voice, log: Log) {
    this.#voice = voice
    this.#log = log
  }

  /** Reads a new moment once, for a student who wants to be read to. */
  follow(screen: PanelDraft, settings: Settings): void {
    if (settings.aloud && spokenScreen(screen).join('\n') !== this.#read) this.read(screen, settings)
  }

  /** Reads this moment now, again if need be. */
  read(screen: PanelDraft, { volume }: Settings): void {
    const sentences = spokenScreen(screen)
    this.#read = sentences.join('\n')
    this.#say(sentences, voiceOf(screen.language), volume)
  }

  /** Calls a ticket's number, whatever the settings are. */
  call(number: string, language: Language): void {
    const { call } = messages(language).settings
    this.#say([call(spokenTicket(number, language))], voiceOf(language), callVolume)
  }

  /** Silence now; the next moment is new to a student who wants to be read to. */
  stopSpeaking(): void {
    this.#read = ''
    this.#voice.hush()
  }

  #say(sentences: readonly string[], language: VoiceLanguage, volume: VoiceVolume): void {
    void this.#voice.say(sentences, language, volume).then((said) => {
      if (!said.ok && said.fault.kind === 'interrupted') return
      // Once, and not for each sentence of a day.
      if (!said.ok && this.trouble?.kind !== said.fault.kind)
        this.#log('voice-silent', { fault: said.fault.kind })
      this.trouble = said.ok ? undefined : said.fault
    })
  }
}

// There is no Banjar voice; the Indonesian one comes close.
function voiceOf(language: Language): VoiceLanguage {
  return language === 'en' ? 'en' : 'id'
}
