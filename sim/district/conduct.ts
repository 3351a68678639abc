import type { OpeningHands } from '../../firmware/intake/open-student.ts'
import { err } from '../../hal/contract/result.ts'
import { createSeededRandom } from '../random/seeded-random.ts'
import type { Misbehaviour } from './misbehaviour.ts'

/** How an office behaves. Questions may have another answer each time. */
export interface Conduct {
  /** How much later than it could it answers. */
  readonly lateMs: number
  /** When it loses power after it opened; absent when it does not. */
  readonly powerLossMs: number | undefined
  /** Whether the request at hand is answered with 503. */
  readonly isBusy: () => boolean
  /** Whether the upload at hand is acknowledged and lost. */
  readonly forgets: () => boolean
  /** Those who open packets, as they do it in this office. */
  readonly hands: (sound: OpeningHands) => OpeningHands
}

/** The conduct that these misbehaviours make together; the same seed gives the same. None is a good office. */
export function conductOf(misbehaviours: readonly Misbehaviour[], seed: number): Conduct {
  const random = createSeededRandom(seed)
  const conduct = { lateMs: 0, powerLossMs: undefined as number | undefined, busy: 0, forget: 0, every: 0 }
  for (const one of misbehaviours) {
    switch (one.kind) {
      case 'busy':
        conduct.busy = one.percent
        break
      case 'forget':
        conduct.forget = one.percent
        break
      case 'slow':
        conduct.lateMs = one.ms
        break
      case 'rejects':
        conduct.every = one.every
        break
      case 'power-loss':
        conduct.powerLossMs = one.ms * random.between(0.5, 1.5)
        break
    }
  }
  const { lateMs, powerLossMs, busy, forget, every } = conduct
  const happens = (percent: number) => percent > 0 && random.next() * 100 < percent
  return {
    lateMs,
    powerLossMs,
    isBusy: () => happens(busy),
    forgets: () => happens(forget),
    hands: (sound) => (every === 0 ? sound : refusing(sound, every)),
  }
}

function refusing(sound: OpeningHands, every: number): OpeningHands {
  let opened = 0
  return {
    width: sound.width,
    async open(task) {
      opened += 1
      return opened % every === 0 ? err({ kind: 'cannot-open' }) : sound.open(task)
    },
  }
}
