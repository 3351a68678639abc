import type { ProgramFault, Programs } from '../../contract/programs.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { Voice, VoiceFault, VoiceVolume } from '../../contract/voice.ts'

const program = 'espeak-ng'

/** Amplitudes 0 to 200 of `-a`; 100 is what the program itself takes for usual. */
const amplitudes: Readonly<Record<VoiceVolume, string>> = { 1: '50', 2: '100', 3: '180' }

// Slower than its usual 175 words a minute, with a rest of 50 ms between words: a hall echoes.
const pace = ['-s', '145', '-g', '5'] as const

/** Debian's `espeak-ng` (voices `id` and `en` come with it), one process for all sentences, killed to be silent. */
export function createEspeakVoice(programs: Programs): Voice {
  let speaking = new AbortController()
  return {
    async say(sentences, language, volume) {
      speaking.abort()
      const mine = new AbortController()
      speaking = mine
      const words = ['-v', language, '-a', amplitudes[volume], ...pace, '-b', '1', '--', sentences.join('\n')]
      return asVoice(await programs.output(program, words, mine.signal))
    },
    hush: () => speaking.abort(),
    check: async (signal) => asVoice(await programs.output(program, ['--version'], signal)),
  }
}

function asVoice(answer: Result<string, ProgramFault>): Result<void, VoiceFault> {
  if (answer.ok) return ok()
  return answer.fault.kind === 'cancelled' ? err({ kind: 'interrupted' }) : err(answer.fault)
}
