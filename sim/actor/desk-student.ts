import type { Clock } from '../../hal/contract/clock.ts'
import type { PlacedFinger } from '../sensor/placed-finger.ts'

/** The glass of a sensor twin, as a student's hand reaches it. */
export interface Glass {
  place(finger: PlacedFinger): void
  lift(): void
}

/** A student's view of the fingers: the one that is lit and the request in words. */
export interface FingerPrompt {
  readonly position: number
  readonly phase: 'place' | 'hold' | 'lift' | 'good' | 'retry' | 'wait'
}

export interface DeskStudent {
  /** Called with every new prompt; `undefined` when the screen is not about fingers. */
  see(prompt: FingerPrompt | undefined): void
}

/**
 * A student with eyes and hands: puts the finger that is lit on the glass when asked, and lifts it when asked,
 * each after a human moment.
 */
export function createDeskStudent(
  clock: Clock,
  glass: Glass,
  person: () => string,
  reactionMs: number,
): DeskStudent {
  let moving = new AbortController()
  let before: FingerPrompt | undefined
  return {
    see(prompt) {
      if (prompt?.position === before?.position && prompt?.phase === before?.phase) return
      before = prompt
      moving.abort()
      moving = new AbortController()
      const { signal } = moving
      void clock.sleep(reactionMs, signal).then(() => {
        if (signal.aborted) return
        const press = prompt?.phase === 'place' || prompt?.phase === 'retry'
        if (press) glass.place({ person: person(), position: prompt.position })
        else glass.lift()
      })
    },
  }
}
