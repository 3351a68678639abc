import { z } from 'zod'
import type { Clock } from '../../hal/contract/clock.ts'
import type { DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { isBelievable, mostAheadMs } from '../core/believable-time.ts'
import type { Log } from '../core/log/log.ts'
import type { SignedTime } from '../custody/chain/receipt.ts'
import type { Document } from '../custody/document/document.ts'
import { versioned } from '../custody/document/versioned.ts'
import type { Stamp } from '../custody/packet/packet.ts'

/** The knowledge of time of a kiosk without a battery clock. */
export interface KioskTime {
  /** The best guess there is, in whole milliseconds, and how far it can be believed. */
  now(): Pick<Stamp, 'wallMs' | 'trust'>
  /** The source that vouches for the present day, if one does since this start. */
  vouchedBy(): Voucher | undefined
  /** The registry has signed how late it is, or was. */
  onSignedTime(word: SignedTime): Promise<Result<'taken' | 'known' | 'unbelievable', DiskFault>>
  /** An attendant says how late it is; false for a moment that cannot be. Holds until the registry says otherwise. */
  onAttendantTime(wallMs: number): boolean
}

/** A day that one of these vouched for counts as a day of service. */
export type Voucher = 'registry' | 'attendant'

/** The last word that a signature gave on time; a later one takes its place, earlier or not. */
const knownTimeSchema = z.strictObject({
  v: z.literal(2),
  /** 0 for none. */
  signedMs: z.int().nonnegative(),
  /** Number of the provisioning order in force then: a later order is a later word. */
  order: z.int().nonnegative(),
  /** The newest batch that the registry had answered then: the receipt of a later one is a later word. */
  batch: z.int().nonnegative(),
})

export type KnownTime = z.infer<typeof knownTimeSchema>

export const noTime: KnownTime = { v: 2, signedMs: 0, order: 0, batch: 0 }

/** Version 1 knew the latest moment ever signed, and had no way back from it. */
export const parseKnownTime = versioned<KnownTime>(2, knownTimeSchema, [
  ({ serverMs }) => ({ v: 2, signedMs: serverMs, order: 0, batch: 0 }),
])

/** The settings of a site that say something about time. */
export interface ProvisionedTime {
  readonly provisionedMs?: number | undefined
  readonly order: number
}

/**
 * The last signed word on time is the earliest that it can be: the order that made this box a school's, or what the
 * registry has signed since. A system clock outside of that is not believed; one inside is used, and marked as
 * untrusted. Each word is bounded by the one before, and the next one may take it back.
 */
export function createKioskTime(
  clock: Clock,
  known: Document<KnownTime>,
  { provisionedMs = 0, order }: ProvisionedTime,
): KioskTime {
  let heard: { readonly wallMs: number; readonly atMs: number; readonly from: Voucher } | undefined
  const hear = (wallMs: number, from: Voucher) => {
    heard = { wallMs, atMs: clock.monotonicMs(), from }
  }
  const earliestMs = () => {
    const { signedMs, order: orderThen } = known.value
    return signedMs === 0 || order > orderThen ? provisionedMs : signedMs
  }
  return {
    vouchedBy: () => heard?.from,
    now() {
      const sinceBootMs = clock.monotonicMs()
      if (heard) {
        const trust = heard.from === 'registry' ? 'server' : 'persisted'
        return { wallMs: Math.trunc(heard.wallMs + sinceBootMs - heard.atMs), trust }
      }
      const [systemMs, earliest] = [Math.trunc(clock.wallMs()), earliestMs()]
      if (earliest === 0) return { wallMs: systemMs, trust: 'none' }
      return systemMs >= earliest && systemMs < earliest + mostAheadMs
        ? { wallMs: systemMs, trust: 'none' }
        : { wallMs: Math.trunc(earliest + sinceBootMs), trust: 'persisted' }
    },
    async onSignedTime({ wallMs, batch, isNow }) {
      const before = earliestMs()
      if (!isNow && batch <= known.value.batch) return ok('known')
      if (!isBelievable(wallMs, before)) return ok('unbelievable')
      if (isNow) hear(wallMs, 'registry')
      const saved = await known.replace({
        v: 2,
        signedMs: wallMs,
        order,
        batch: Math.max(batch, known.value.batch),
      })
      return saved.ok ? ok('taken') : saved
    },
    onAttendantTime(wallMs) {
      if (!isBelievable(wallMs, earliestMs())) return false
      hear(wallMs, 'attendant')
      return true
    },
  }
}

/** Hands signed times on, and logs those that cannot be. */
export function hearSignedTime(
  time: KioskTime,
  log: Log,
): (word: SignedTime) => Promise<Result<void, DiskFault>> {
  return async (word) => {
    const heard = await time.onSignedTime(word)
    if (!heard.ok) return heard
    if (heard.value === 'unbelievable') log('time-not-believed', { kind: word.isNow ? 'answer' : 'receipt' })
    return ok()
  }
}
