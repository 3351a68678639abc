import { z } from 'zod'
import type { Clock } from '../../hal/contract/clock.ts'
import type { DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import type { Document } from '../custody/document/document.ts'
import type { Stamp } from '../custody/packet/packet.ts'

/** The knowledge of time of a kiosk without a battery clock. */
export interface KioskTime {
  /** The best guess there is, in whole milliseconds, and how far it can be believed. */
  now(): Pick<Stamp, 'wallMs' | 'trust'>
  /** The registry has signed that it was this late when it answered. */
  onServerTime(serverMs: number): Promise<Result<void, DiskFault>>
}

/** The latest moment that the registry ever signed to this kiosk; 0 for none. */
export const knownTimeSchema = z.strictObject({ v: z.literal(1), serverMs: z.int().nonnegative() })

export type KnownTime = z.infer<typeof knownTimeSchema>

/** Longer than a kiosk may have been off. */
const believableMs = 10 * 365 * 86_400_000

/**
 * Time only goes forward: what was known at provisioning, and what the registry has signed since, is the earliest
 * that it can be. A system clock outside of that is not believed; one inside is used, and marked as untrusted.
 */
export function createKioskTime(
  clock: Clock,
  known: Document<KnownTime>,
  provisionedMs: number | undefined,
): KioskTime {
  let heard: { readonly serverMs: number; readonly atMs: number } | undefined
  return {
    now() {
      const sinceBootMs = clock.monotonicMs()
      if (heard) return { wallMs: Math.trunc(heard.serverMs + sinceBootMs - heard.atMs), trust: 'server' }
      const systemMs = Math.trunc(clock.wallMs())
      const earliestMs = Math.max(provisionedMs ?? 0, known.value.serverMs)
      if (earliestMs === 0) return { wallMs: systemMs, trust: 'none' }
      const isBelievable = systemMs >= earliestMs && systemMs < earliestMs + believableMs
      return isBelievable
        ? { wallMs: systemMs, trust: 'none' }
        : { wallMs: Math.trunc(earliestMs + sinceBootMs), trust: 'persisted' }
    },
    async onServerTime(serverMs) {
      // An old receipt, brought by hand or sent again, says nothing about today.
      if (serverMs <= known.value.serverMs) return ok()
      heard = { serverMs, atMs: clock.monotonicMs() }
      return known.replace({ v: 1, serverMs })
    },
  }
}
