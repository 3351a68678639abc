import { ok, type Result } from '../../../hal/contract/result.ts'
import { quarantine } from '../../custody/document/quarantine.ts'
import type { JournalFault } from '../../custody/journal/journal.ts'
import { damagedFolder } from '../../custody/journal/open-or-recover-journal.ts'
import { type Draft, listDrafts, openDraft, removeDraft } from '../../custody/spool/draft.ts'
import { eraseDraft } from '../../custody/spool/erase-draft.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { type QueueDay, setTicket, type Ticket } from '../../school/queue/queue-day.ts'
import { visitEntrySchema } from '../visit/visit-entry.ts'
import { endAbandoned } from './end-abandoned.ts'

export interface Recovered {
  readonly queue: QueueDay
  /** Pupils of tickets whose packet is durable. */
  readonly recorded: readonly string[]
  /** Visits whose draft cannot be read; it went to quarantine with its pieces, for a technician. */
  readonly damaged: readonly string[]
  /** Visits whose draft the medium does not give now. It stays where it is: a later start may read it. */
  readonly unreadable: readonly string[]
  /** Visits to which no student came back in time. */
  readonly abandoned: readonly string[]
  /** Visits whose pieces should be gone, and the disk will not let them go. */
  readonly left: readonly string[]
}

/**
 * Finds every unfinished visit after a cut and gives it its ticket back, even when the queue's own document
 * was lost. A visit that was kept or erased only missed the last of its tidying up: its ticket is done, so
 * that nothing is ever recorded under its id again.
 */
export async function recoverDrafts(
  spool: Spool,
  queue: QueueDay,
  abandonedAfterDays: number,
): Promise<Result<Recovered, JournalFault>> {
  const drafts = await listDrafts(spool.disk)
  if (!drafts.ok) return drafts
  const { closings } = spool.facts
  const found = {
    unreadable: [] as string[],
    damaged: [] as string[],
    abandoned: [] as string[],
    left: [] as string[],
  }
  let recovered = endTickets(queue, (visitId) => closings.has(visitId))
  for (const visitId of drafts.value) {
    const fate = await recoverDraft(spool, recovered, visitId, abandonedAfterDays)
    if (!fate.ok) return fate
    if (fate.value.kind === 'unfinished') {
      recovered = parkVisit(recovered, fate.value.ticket, fate.value.pid, visitId)
      continue
    }
    if (fate.value.kind !== 'unreadable') recovered = endTickets(recovered, (one) => one === visitId)
    if (fate.value.kind !== 'gone') found[fate.value.kind].push(visitId)
  }
  const recorded = recovered.tickets.filter(
    ({ visitId }) => visitId && closings.get(visitId)?.op === 'packet',
  )
  return ok({ queue: recovered, recorded: recorded.map(({ pid }) => pid), ...found })
}

type DraftFate =
  | { readonly kind: 'unfinished'; readonly ticket: string; readonly pid: string }
  | { readonly kind: 'gone' | 'unreadable' | 'damaged' | 'abandoned' | 'left' }

async function recoverDraft(
  spool: Spool,
  queue: QueueDay,
  visitId: string,
  abandonedAfterDays: number,
): Promise<Result<DraftFate, JournalFault>> {
  if (spool.facts.closings.has(visitId)) return letGo(await removeDraft(spool.disk, visitId), 'gone')
  const draft = await openDraft(spool.disk, visitId)
  if (!draft.ok && draft.fault.kind === 'broken') return ok({ kind: 'unreadable' })
  if (!draft.ok && draft.fault.kind !== 'broken-chain') return draft
  // Cut before the first line was durable: nothing had been promised yet.
  if (draft.ok && draft.value.entries.length === 0)
    return letGo(await removeDraft(spool.disk, visitId), 'gone')
  const opened = draft.ok ? openedBy(draft.value) : undefined
  // One bad record must not keep the kiosk from starting, nor its owner from beginning anew.
  if (!draft.ok || !opened) return letGo(await setDraftAside(spool, visitId), 'damaged')
  // It ended without a packet, and the disk would not take the reason then.
  const ended = queue.tickets.some((ticket) => ticket.visitId === visitId && ticket.state === 'done')
  if (ended) return letGo(await eraseDraft(spool, visitId, 'erased-late'), 'gone')
  // Its beginning was durable and the ticket's mark was refused: the ticket went on under another visit.
  const isBegunAnew = draft.value.entries.length === 1 && hasOtherVisit(queue, opened, visitId)
  if (isBegunAnew) return letGo(await eraseDraft(spool, visitId, 'begun-anew'), 'gone')
  const abandoned = await endAbandoned(spool, draft.value, abandonedAfterDays)
  if (!abandoned.ok) return letGo(abandoned, 'left')
  return ok(abandoned.value ? { kind: 'abandoned' } : { kind: 'unfinished', ...opened })
}

// A disk that keeps what should go is no reason not to start: it is logged, and tried again at the next start.
function letGo(
  done: Result<unknown, JournalFault>,
  kind: 'gone' | 'damaged' | 'left',
): Result<DraftFate, never> {
  return ok({ kind: done.ok ? kind : 'left' })
}

async function setDraftAside(spool: Spool, visit: string): Promise<Result<void, JournalFault>> {
  const moved = await quarantine(spool.disk, `spool/draft/${visit}`, damagedFolder)
  return moved.ok ? spool.journal.append({ op: 'damaged', visit }) : moved
}

function openedBy(draft: Draft) {
  const first = visitEntrySchema.safeParse(draft.entries[0]).data
  return first?.type === 'opened' ? { ticket: first.ticket, pid: first.pid } : undefined
}

function hasOtherVisit(
  { tickets }: QueueDay,
  { ticket, pid }: { readonly ticket: string; readonly pid: string },
  visitId: string,
): boolean {
  const known = tickets.find((one) => one.number === ticket && one.pid === pid)
  return known?.visitId !== undefined && known.visitId !== visitId
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
  const ticket: Ticket = { number, pid, className: '', state: 'parked', visitId, arrivedMs: 0 }
  const counter = Math.max(queue.counter, Number(number.slice(2)))
  return { ...queue, counter, tickets: [...queue.tickets, ticket] }
}
