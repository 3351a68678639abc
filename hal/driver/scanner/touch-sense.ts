import type { Clock } from '../../contract/clock.ts'
import type { InputLine } from '../../contract/gpio-port.ts'

/**
 * The touch line of a part: on while a finger rests on it. It only ever says when to ask, since rings are
 * falsely wired, unpowered or recalibrating (esphome 1356): the part itself has the last word, but for one
 * thing. A line that was seen both on and off is sound, and what the part sees while it is off is dirt.
 */
export interface TouchSense {
  /** True once the line was seen to go both ways. */
  readonly sound: boolean
  /** Steady for two looks in a row. */
  readonly on: boolean
  /** Waits until it is time to ask the part again: at once when touched, now and then when not. */
  pause(signal: AbortSignal): Promise<void>
}

/** Between two looks at the line; a touch is answered within 120 ms anyway (R503 manual). */
const lookMs = 20
/** Between two questions to the part: it must not be starved (6,570 in 2 s were seen from another client). */
export const pollPauseMs = 40
/** Without a touch the part is asked all the same: the line may be dead. */
const untouchedPauseMs = 500

export function createTouchSense(line: Pick<InputLine, 'read'>, clock: Clock): TouchSense {
  let before = line.read()
  let on = before
  const seen = new Set<boolean>()
  const look = () => {
    const level = line.read()
    if (level === before) {
      on = level
      seen.add(level)
    }
    before = level
  }
  return {
    get sound() {
      return seen.size === 2
    },
    get on() {
      return on
    },
    async pause(signal) {
      const wasOn = on
      for (let waitedMs = 0; waitedMs < untouchedPauseMs && !signal.aborted; waitedMs += lookMs) {
        await clock.sleep(lookMs, signal)
        look()
        if (on && waitedMs + lookMs >= pollPauseMs) return
        if (on !== wasOn) return
      }
    },
  }
}
