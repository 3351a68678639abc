import type { DecryptWorkers } from '../../firmware/registry/intake/open-student.ts'
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
  readonly hands: (sound: DecryptWorkers) => DecryptWorkers
}

/** The conduct that these misbehaviours make together; the same seed gives the same. None is a good office. */
export function conductOf(misbehaviours: readonly Misbehaviour[], seed: number): Conduct {
  const random = createSeededRandom(seed)
  const asked = <K extends Misbehaviour['kind']>(kind: K) =>
    misbehaviours.find((one): one is Extract<Misbehaviour, { kind: K }> => one.kind === kind)
  const [busy, forget, slow] = [asked('busy'), asked('forget'), asked('slow')]
  const [rejects, powerLoss] = [asked('rejects'), asked('power-loss')]
  const happens = (percent = 0) => percent > 0 && random.next() * 100 < percent
  return {
    lateMs: slow?.ms ?? 0,
    powerLossMs: powerLoss && powerLoss.ms * random.between(0.5, 1.5),
    isBusy: () => happens(busy?.percent),
    forgets: () => happens(forget?.percent),
    hands: (sound) => (rejects ? refusing(sound, rejects.every) : sound),
  }
}

function refusing(sound: DecryptWorkers, every: number): DecryptWorkers {
  let opened = 0
  return {
    width: sound.width,
    async open(task) {
      opened += 1
      return opened % every === 0 ? err({ kind: 'cannot-open' }) : sound.open(task)
    },
  }
}
