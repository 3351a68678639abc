import type { Clock } from '../../contract/clock.ts'
import type { FingerPresence, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import { pollPauseMs, type TouchSense } from '../scanner/touch-sense.ts'
import type { Ef01Capabilities } from './ef01-capability.ts'
import { answerMs, code, command, refusal } from './ef01-command.ts'
import type { Ask } from './ef01-link.ts'

/** Finds out whether a finger lies there, and takes it. */
export interface Ef01Presence {
  /** Takes an image if there is a finger. */
  look(signal: AbortSignal): Promise<Result<FingerPresence, ScannerFault>>
  /** Waits for a finger that gives an image, which is then in the part's buffer. */
  awaitImage(signal: AbortSignal): Promise<Result<void, ScannerFault>>
  /** Until it is time to look again. */
  pause(signal: AbortSignal): Promise<void>
}

export const imageEx = 'GetImageEx'

// A finger that is just landing is too poor at first.
const poorTries = 3
const poorPauseMs = 100
// A sound touch line that is off makes the part's word a smear, but not for ever: the line may have broken.
const mostSmears = 6

export function createEf01Presence(
  ask: Ask,
  clock: Clock,
  capabilities: Ef01Capabilities,
  touch: TouchSense | undefined,
): Ef01Presence {
  let smears = 0
  const isSmear = () => {
    smears = touch?.sound && !touch.on ? smears + 1 : 0
    return smears > 0 && smears <= mostSmears
  }
  const pause = (signal: AbortSignal) => touch?.pause(signal) ?? clock.sleep(pollPauseMs, signal)
  return {
    pause,
    async look(signal) {
      const taken = await ask(command.genImage, answerMs.work, signal)
      if (!taken.ok) return taken
      const seen = presenceOf(taken.value.code)
      return seen.ok && seen.value === 'finger-on' && isSmear() ? ok('finger-off') : seen
    },
    async awaitImage(signal) {
      let poor = 0
      for (;;) {
        const strict = capabilities.has(imageEx)
        const taken = await ask(strict ? command.genImageEx : command.genImage, answerMs.work, signal)
        if (!taken.ok) return taken
        const answer = taken.value.code
        if (answer === code.ok && !isSmear()) return ok()
        if (strict && answer === code.small && poor < poorTries - 1) {
          poor += 1
          await clock.sleep(poorPauseMs, signal)
        } else if (answer === code.ok || answer === code.noFinger) {
          await pause(signal)
        } else return err(refusal(answer, strict ? imageEx : 'GenImg'))
        if (signal.aborted) return err({ kind: 'cancelled' })
      }
    },
  }
}

// A finger that the part could not take well lies there all the same; any other failure says nothing.
function presenceOf(answer: number): Result<FingerPresence, ScannerFault> {
  if (answer === code.noFinger) return ok('finger-off')
  const fault = refusal(answer, 'GenImg')
  return answer === code.ok || fault.kind === 'bad-press' ? ok('finger-on') : err(fault)
}
