import { ok, type Result } from '../../hal/contract/result.ts'
import { type QueueDay, setTicket, type Ticket } from '../queue/queue-day.ts'
import { type Draft, listDrafts, openDraft, removeDraft } from '../spool/draft.ts'
import type { JournalFault } from '../spool/journal.ts'
import type { Spool } from '../spool/spool.ts'
import { visitEntrySchema } from '../visit/visit-entry.ts'

export interface Recovered {
  readonly queue: QueueDay
  /** Pupils of tickets whose packet is durable. */
  readonly recorded: readonly string[]
  /** Visits whose draft cannot be read; it stays where it is, for a technician. */
  readonly damaged: readonly string[]
}

/**
 * Finds every unfinished visit after a cut and gives it its ticket back, even when the queue's own document
 * was lost. A visit that was kept or erased only missed the last of its tidying up: its ticket is done, so
 * that nothing is ever recorded under its id again.
 */
export async function recoverDrafts(spool: Spool, queue: QueueDay): Promise<Result<Recovered, JournalFault>> {
  const drafts = await listDrafts(spool.disk)
  if (!drafts.ok) return drafts
  const closed = spool.facts.closings
  const damaged: string[] = []
  let recovered = endTickets(queue, (visitId) => closed.has(visitId))
  for (const visitId of drafts.value) {
    const draft = closed.has(visitId) ? undefined : await openDraft(spool.disk, visitId)
    if (draft && !draft.ok && !isDamage(draft.fault)) return draft
    const opened = draft?.ok ? openedBy(draft.value) : undefined
    // Cut before the first line was durable: nothing had been promised yet.
    if (!draft || (draft.ok && draft.value.entries.length === 0)) {
      const removed = await removeDraft(spool.disk, visitId)
      if (!removed.ok) return removed
    } else if (opened) {
      recovered = parkVisit(recovered, opened.ticket, opened.pid, visitId)
    } else {
      // One bad record must not keep the kiosk from starting, nor its owner from beginning anew.
      damaged.push(visitId)
      recovered = endTickets(recovered, (one) => one === visitId)
    }
  }
  const recorded = recovered.tickets.filter(({ visitId }) => visitId && closed.get(visitId)?.op === 'packet')
  return ok({ queue: recovered, recorded: recorded.map(({ pid }) => pid), damaged })
}

function isDamage({ kind }: JournalFault): boolean {
  return kind === 'broken-chain' || kind === 'broken'
}

function openedBy(draft: Draft) {
  const first = visitEntrySchema.safeParse(draft.entries[0]).data
  return first?.type === 'opened' ? first : undefined
}

function endTickets(queue: QueueDay, isOver: (visitId: string) => boolean): QueueDay {
  const tickets = queue.tickets.map((ticket): Ticket => {
    return ticket.visitId && isOver(ticket.visitId) ? { ...ticket, state: 'done' } : ticket
  })
  return { ...queue, tickets }
}

function parkVisit(queue: QueueDay, number: string, pid: string, visitId: string): QueueDay {
  const known = queue.tickets.find((ticket) => ticket.number === number && ticket.pid === pid)
  if (known) return setTicket(queue, number, { state: 'parked', visitId })
  const ticket: Ticket = { number, pid, state: 'parked', visitId }
  const counter = Math.max(queue.counter, Number(number.slice(2)))
  return { ...queue, counter, tickets: [...queue.tickets, ticket] }
}
