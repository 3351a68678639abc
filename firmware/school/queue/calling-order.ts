import { learnCycle, learnFromQuote, type WaitRange, waitFor } from './pace.ts'
import { type QueueDay, setTicket, type Ticket } from './queue-day.ts'

/**
 * The line, first to last: tickets that an attendant put first, called tickets, the called class,
 * then the order of arrival; a ticket whose owner did not come waits behind those who did nothing wrong.
 */
export function waitingTickets(queue: QueueDay): readonly Ticket[] {
  return queue.tickets
    .filter(({ state }) => state === 'waiting')
    .map((ticket) => ({ ticket, rank: rankOf(ticket, queue.calledClass) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ ticket }) => ticket)
}

function rankOf({ isUrgent, calledMs, isLate, className }: Ticket, calledClass: string | undefined): number {
  if (isUrgent && !isLate) return 0
  if (calledMs !== undefined) return 1
  return className === calledClass && !isLate ? 2 : 3
}

/** Tickets that may step up now: the first in line, and every interrupted one. */
export function startableTickets(queue: QueueDay): readonly Ticket[] {
  const next = waitingTickets(queue).slice(0, 1)
  return [...next, ...queue.tickets.filter(({ state }) => state === 'parked')]
}

/** Calls the first in line when the panel is free; learns from how long it took. */
export function callNext(queue: QueueDay, nowMs: number): QueueDay {
  if (queue.tickets.some(({ state }) => state === 'serving')) return queue
  const [first] = waitingTickets(queue)
  if (!first || first.calledMs !== undefined) return queue
  const { told, arrivedMs, number } = first
  // A ticket that meets an empty line is called at once: that says nothing about its pace.
  const isCycle = queue.lastCallMs !== undefined && arrivedMs < nowMs
  const cycled = isCycle ? learnCycle(queue.pace, nowMs - (queue.lastCallMs ?? nowMs)) : queue.pace
  const pace = told ? learnFromQuote(cycled, told, nowMs) : cycled
  const tickets = queue.tickets.map((ticket) =>
    ticket.number === number ? { ...withoutQuote(ticket), calledMs: nowMs } : ticket,
  )
  return { ...queue, tickets, pace, lastCallMs: nowMs }
}

function withoutQuote({ told: _, ...ticket }: Ticket): Ticket {
  return ticket
}

const recalls = 2

/** The first in line does not come: called again twice, then sent to the end of the line, never dropped. */
export function callAgain(queue: QueueDay, number: string, nowMs: number): QueueDay {
  const [first, ...behind] = waitingTickets(queue)
  if (first?.number !== number || behind.length === 0) return queue
  const calls = (first.calls ?? 0) + 1
  if (calls <= recalls) return setTicket(queue, number, { calls })
  const { calledMs: _, ...late } = first
  const others = queue.tickets.filter((ticket) => ticket !== first)
  return callNext({ ...queue, tickets: [...others, { ...late, calls: 0, isLate: true }] }, nowMs)
}

/** How long the owner of a waiting ticket will wait to be called; nothing for who is called already. */
export function waitOf(queue: QueueDay, number: string, nowMs: number): WaitRange | undefined {
  const isBusy = queue.tickets.some(({ state }) => state === 'serving')
  const at = waitingTickets(queue).findIndex((ticket) => ticket.number === number)
  const calls = at + (isBusy ? 1 : 0)
  if (at < 0 || calls === 0) return undefined
  return waitFor(queue.pace, calls, nowMs - (queue.lastCallMs ?? nowMs))
}
