import type { Clock } from '../../contract/clock.ts'
import type { FingerPresence, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import { pollPauseMs, type TouchSense } from '../scanner/touch-sense.ts'
import type { Ef01Capabilities } from './ef01-capability.ts'
import { answerMs, code, command, partRefusal, refusal } from './ef01-command.ts'
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

// A finger that is just landing is too poor at first, or cannot be taken at all.
const landingTries: Readonly<Record<number, number>> = { [code.small]: 3, [code.captureFailed]: 5 }
const landingPauseMs = 100
// Presses running that no image could be taken of: then it is the part, and not the finger.
const mostFailedPresses = 3
// A sound touch line that is off makes the part's word a smear, but not for ever: the line may have broken.
const mostSmears = 6

export function createEf01Presence(
  ask: Ask,
  clock: Clock,
  capabilities: Ef01Capabilities,
  touch: TouchSense | undefined,
): Ef01Presence {
  let smears = 0
  let failedPresses = 0
  const isSmear = () => {
    smears = touch?.sound && !touch.on ? smears + 1 : 0
    return smears > 0 && smears <= mostSmears
  }
  const pause = (signal: AbortSignal) => touch?.pause(signal) ?? clock.sleep(pollPauseMs, signal)
  const giveUp = (answer: number, during: string): ScannerFault => {
    if (answer !== code.captureFailed) return refusal(answer, during)
    failedPresses += 1
    return failedPresses < mostFailedPresses
      ? { kind: 'bad-press', reason: 'unclear' }
      : partRefusal(answer, during)
  }
  return {
    pause,
    async look(signal) {
      const taken = await ask(command.genImage, answerMs.work, signal)
      if (!taken.ok) return taken
      const seen = presenceOf(taken.value.code)
      return seen.ok && seen.value === 'finger-on' && isSmear() ? ok('finger-off') : seen
    },
    async awaitImage(signal) {
      let landing = 0
      let before: number | undefined
      for (;;) {
        const strict = capabilities.has(imageEx)
        const taken = await ask(strict ? command.genImageEx : command.genImage, answerMs.work, signal)
        if (!taken.ok) return taken
        const answer = taken.value.code
        if (answer === code.ok && !isSmear()) {
          failedPresses = 0
          return ok()
        }
        // It was there and is gone: the student hears why, and presses again.
        if (answer === code.noFinger && before === code.captureFailed) {
          return err({ kind: 'bad-press', reason: 'lifted' })
        }
        before = answer
        landing += 1
        if (answer === code.ok || answer === code.noFinger) {
          landing = 0
          await pause(signal)
        } else if (landing < (landingTries[answer] ?? 0)) {
          await clock.sleep(landingPauseMs, signal)
        } else return err(giveUp(answer, strict ? imageEx : 'GenImg'))
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
