import { ok, type Result } from '../../hal/contract/result.ts'
import { type QueueDay, setTicket, type Ticket } from '../queue/queue-day.ts'
import { listDrafts, openDraft, removeDraft } from '../spool/draft.ts'
import type { JournalFault } from '../spool/journal.ts'
import type { Spool } from '../spool/spool.ts'
import { visitEntrySchema } from '../visit/visit-entry.ts'

/**
 * Finds every unfinished visit after a cut and gives it its ticket back, even when the queue's own document
 * was lost. A draft whose packet is already durable only missed its removal.
 */
export async function recoverDrafts(spool: Spool, queue: QueueDay): Promise<Result<QueueDay, JournalFault>> {
  const drafts = await listDrafts(spool.disk)
  if (!drafts.ok) return drafts
  let recovered = queue
  for (const visitId of drafts.value) {
    if (spool.hasVisit(visitId)) {
      const removed = await removeDraft(spool.disk, visitId)
      if (!removed.ok) return removed
      continue
    }
    const draft = await openDraft(spool.disk, visitId)
    if (!draft.ok) return draft
    const opened = visitEntrySchema.safeParse(draft.value.entries[0]).data
    // Cut before the first line was durable: nothing had been promised yet.
    if (opened?.type === 'opened') recovered = parkVisit(recovered, opened.ticket, opened.pid, visitId)
    else await removeDraft(spool.disk, visitId)
  }
  return ok(recovered)
}

function parkVisit(queue: QueueDay, number: string, pid: string, visitId: string): QueueDay {
  const known = queue.tickets.find((ticket) => ticket.number === number && ticket.pid === pid)
  if (known) return setTicket(queue, number, { state: 'parked', visitId })
  const ticket: Ticket = { number, pid, state: 'parked', visitId }
  const counter = Math.max(queue.counter, Number(number.slice(2)))
  return { ...queue, counter, tickets: [...queue.tickets, ticket] }
}
