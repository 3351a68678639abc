import { createSeededRandom } from '../random/seeded-random.ts'
import type { Mishap } from './mishap.ts'

export interface MishapPlan {
  readonly seed: number
  /** From one mishap to the next. */
  readonly everyMs: number
  /** Each comes up to so much earlier or later; less than half of `everyMs`. */
  readonly spreadMs: number
  /** One of these each time. */
  readonly kinds: readonly Mishap[]
}

export interface PlannedMishap {
  /** Since the first connection, so that a slow start of the sender changes nothing. */
  readonly atMs: number
  readonly mishap: Mishap
}

/** The mishaps to come and their times, without end. The same seed gives the same plan. */
export function* planMishaps({ seed, everyMs, spreadMs, kinds }: MishapPlan): Generator<PlannedMishap> {
  const random = createSeededRandom(seed)
  for (let turn = 1; ; turn += 1) {
    const mishap = kinds[Math.floor(random.next() * kinds.length)]
    if (!mishap) return
    yield { atMs: turn * everyMs + random.between(-spreadMs, spreadMs), mishap }
  }
}
