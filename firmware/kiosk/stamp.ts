import type { Clock } from '../../hal/contract/clock.ts'
import type { Stamp } from '../custody/packet/packet.ts'
import type { KioskTime } from './kiosk-time.ts'

/** When something happens, honestly: with how far the clock can be believed. */
export function createStamper(clock: Clock, boot: number, time: KioskTime): () => Stamp {
  return () => ({ ...time.now(), sinceBootMs: Math.trunc(clock.monotonicMs()), boot })
}

/** For commands, which know neither the start they run in nor a better time than the system's. */
export function createPlainStamper(clock: Clock): () => Stamp {
  return () => ({
    wallMs: Math.trunc(clock.wallMs()),
    sinceBootMs: Math.trunc(clock.monotonicMs()),
    boot: 0,
    trust: 'none',
  })
}
