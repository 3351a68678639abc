import { z } from 'zod'
import type { LinkHint } from '../../../hal/contract/link-status.ts'
import type { Stamp } from '../../custody/packet/packet.ts'

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)

/** When and how much may be sent; a technician sets it for a school. */
export const linkPolicySchema = z.strictObject({
  /** Hours of the school's own clock; one that ends before it begins goes over midnight. None: always. */
  windows: z
    .array(z.strictObject({ from: clockTime, to: clockTime }))
    .max(8)
    .default([]),
  /** Counted both ways, with 10 % for what the network adds. Absent: no limit. */
  bytesPerDay: z.int().positive().optional(),
  meteredBytesPerDay: z.int().positive().default(50_000_000),
  /** Share of the link that this kiosk may fill while others use it. */
  sharePercent: z.int().min(5).max(100).default(100),
})

export interface LinkPolicy extends z.infer<typeof linkPolicySchema> {}

/** Why nothing goes out although it could. */
export type NotNow =
  | { readonly kind: 'window'; readonly from: string }
  | { readonly kind: 'budget'; readonly metered: boolean }
  | { readonly kind: 'no-link' }
  | { readonly kind: 'portal' }

export interface LinkMoment {
  readonly hint: LinkHint
  /** Counted today, both ways. */
  readonly usedBytes: number
  readonly time: Pick<Stamp, 'wallMs' | 'trust'>
  readonly zone: string
}

/**
 * Whether policy and system leave it to the probe to find out more; nothing when they do. A clock that nobody
 * believes opens every window: a wrong year must not stop a kiosk for ever.
 */
export function notNow(policy: LinkPolicy, { hint, usedBytes, time, zone }: LinkMoment): NotNow | undefined {
  if (hint.reach === 'none') return { kind: 'no-link' }
  if (hint.reach === 'portal') return { kind: 'portal' }
  const metered = hint.metered === true
  if (usedBytes >= dailyBytes(policy, metered)) return { kind: 'budget', metered }
  if (policy.windows.length === 0 || time.trust === 'none') return undefined
  const now = timeOfDay(time.wallMs, zone)
  if (policy.windows.some((window) => isWithin(window, now))) return undefined
  return { kind: 'window', from: nextOpening(policy, now) }
}

/** Bytes that may still go today. */
export function dailyBytes({ bytesPerDay, meteredBytesPerDay }: LinkPolicy, metered: boolean): number {
  return Math.min(
    bytesPerDay ?? Number.POSITIVE_INFINITY,
    metered ? meteredBytesPerDay : Number.POSITIVE_INFINITY,
  )
}

function isWithin({ from, to }: LinkPolicy['windows'][number], now: string): boolean {
  return from < to ? now >= from && now < to : now >= from || now < to
}

function nextOpening({ windows }: LinkPolicy, now: string): string {
  const openings = windows.map(({ from }) => from).sort()
  return openings.find((from) => from > now) ?? openings[0] ?? now
}

function timeOfDay(wallMs: number, zone: string): string {
  const parts = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', parts).format(wallMs)
}
