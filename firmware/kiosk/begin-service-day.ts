import { checkedFact } from '../event/event-field.ts'
import { setTicket } from '../queue/queue-day.ts'
import { openDraft } from '../spool/draft.ts'
import { endAbandoned } from './end-abandoned.ts'
import type { Kiosk } from './kiosk.ts'

/**
 * With the first ticket of a day: notes the day in the journal, and ends visits that nobody came back to for too
 * long. What the disk refuses is told and comes up again with the next day or start; the ticket does not wait.
 */
export async function beginServiceDay(kiosk: Kiosk): Promise<void> {
  const { stores, site, parts } = kiosk
  const { spool, queue } = stores
  const day = kiosk.today()
  if (queue.value.day === day) return
  const noted = await spool.journal.append({ op: 'day', day, time: { ...kiosk.stamp() } })
  if (!noted.ok) parts.log('day-not-noted', { fault: noted.fault.kind })
  for (const { number, state, visitId } of queue.value.tickets) {
    if (state !== 'parked' || visitId === undefined) continue
    const draft = await openDraft(spool.disk, visitId)
    const ended = draft.ok ? await endAbandoned(spool, draft.value, site.abandonedAfterDays) : draft
    if (!ended.ok)
      parts.log('draft-not-erased', { visit: checkedFact('visit', visitId), fault: ended.fault.kind })
    if (!ended.ok || !ended.value) continue
    parts.log('visit-ended', { kind: 'erased', reason: 'abandoned' })
    const saved = await queue.update((now) => setTicket(now, number, { state: 'done' }))
    if (!saved.ok) parts.log('queue-not-saved', { fault: saved.fault.kind })
  }
}
