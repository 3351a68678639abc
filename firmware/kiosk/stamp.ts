import type { Clock } from '../../hal/contract/clock.ts'
import type { Stamp } from '../record/packet.ts'

/** When something happens, honestly: without a battery clock or a server's word the trust is `none`. */
export function createStamper(clock: Clock, boot: number): () => Stamp {
  return () => ({
    wallMs: Math.trunc(clock.wallMs()),
    sinceBootMs: Math.trunc(clock.monotonicMs()),
    boot,
    trust: 'none',
  })
}
