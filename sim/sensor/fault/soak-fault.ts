import type { SeededRandom } from '../../random/seeded-random.ts'
import type { SensorFault } from './sensor-fault.ts'

const below = (random: SeededRandom, limit: number) => Math.floor(random.next() * limit)

// Only what passes by itself: a soak goes on for days without a hand on the power.
const passing: readonly ((random: SeededRandom) => SensorFault)[] = [
  () => ({ kind: 'bad-answer' }),
  (random) => ({ kind: 'flip-answer', byte: below(random, 12) }),
  (random) => ({ kind: 'silence', answers: 1 + below(random, 2) }),
  (random) => ({ kind: 'late-answer', ms: below(random, 1_500) }),
  () => ({ kind: 'absurd-length' }),
  (random) => ({ kind: 'noise', bytes: 1 + below(random, 40) }),
  (random) => ({ kind: 'stray-data', frames: 1 + below(random, 3) }),
  (random) => ({ kind: 'flip-bit', frame: below(random, 150) }),
  (random) => ({ kind: 'drop-bytes', count: 1 + below(random, 139) }),
  (random) => ({ kind: 'drop-frame', frame: below(random, 150) }),
  () => ({ kind: 'omit-end' }),
  (random) => ({ kind: 'abort-transfer', frame: below(random, 150) }),
  (random) => ({ kind: 'pause-transfer', ms: below(random, 600) }),
  () => ({ kind: 'header-inside' }),
  (random) => ({ kind: 'brown-out', commands: below(random, 3) }),
  (random) => ({ kind: 'busy', ms: below(random, 300) }),
  () => ({ kind: 'lift-during-capture' }),
  (random) => ({ kind: 'poor-image', contactPercent: 10 + below(random, 40) }),
]

/** One passing fault, chosen by the seed. */
export function soakFault(random: SeededRandom): SensorFault {
  const make = passing[below(random, passing.length)] ?? (() => ({ kind: 'bad-answer' }) as const)
  return make(random)
}
