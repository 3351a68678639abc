import { checkedFact } from '../core/log/event-field.ts'
import type { Log } from '../core/log/log.ts'
import type { Document } from '../custody/document/document.ts'
import type { Stamp } from '../custody/packet/packet.ts'
import { openDraft } from '../custody/spool/draft.ts'
import type { Spool } from '../custody/spool/spool.ts'
import { endAbandoned } from '../recording/runtime/end-abandoned.ts'
import { type QueueDay, setTicket } from '../school/queue/queue-day.ts'
import type { Voucher } from './kiosk-time.ts'

export interface ServiceDayContext {
  readonly spool: Spool
  readonly queue: Document<QueueDay>
  readonly stamp: () => Stamp
  readonly vouchedBy: () => Voucher | undefined
  readonly log: Log
  readonly abandonedAfterDays: number
}

/**
 * With a ticket: notes a new day in the journal, again when it is vouched for later on, and ends visits to which no
 * student came back for too long. A refusal of the disk is logged and comes up again with the next ticket; this one
 * does not wait.
 */
export async function beginServiceDay(
  day: string,
  { spool, queue, stamp, vouchedBy, log, abandonedAfterDays }: ServiceDayContext,
): Promise<void> {
  const vouched = vouchedBy()
  const last = spool.facts.days.at(-1)
  if (last?.day === day && (last.vouched !== undefined || vouched === undefined)) return
  const noted = await spool.journal.append({ op: 'day', day, time: stamp(), ...(vouched && { vouched }) })
  if (!noted.ok) log('day-not-noted', { fault: noted.fault.kind })
  for (const { number, state, visitId } of queue.value.tickets) {
    if (state !== 'parked' || visitId === undefined) continue
    const draft = await openDraft(spool.disk, visitId)
    const ended = draft.ok ? await endAbandoned(spool, draft.value, abandonedAfterDays) : draft
    if (!ended.ok) log('draft-not-erased', { visit: checkedFact('visit', visitId), fault: ended.fault.kind })
    if (!ended.ok || !ended.value) continue
    log('visit-ended', { kind: 'erased', reason: 'abandoned' })
    const saved = await queue.follow((now) => setTicket(now, number, { state: 'done' }))
    if (!saved.ok) log('queue-not-saved', { fault: saved.fault.kind })
  }
}

/** The last day of service that the registry or an attendant vouched for. */
export function lastVouchedDay({ facts }: Spool): string | undefined {
  return facts.days.findLast(({ vouched }) => vouched !== undefined)?.day
}
