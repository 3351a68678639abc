import { z } from 'zod'

/**
 * The day's tickets. `serving` is at the panel now; `parked` left in the middle and may go on at any time;
 * nobody is ever dropped.
 */
export const ticketSchema = z.strictObject({
  number: z.string().regex(/^[A-Z]-\d{2,}$/),
  pid: z.string(),
  state: z.enum(['waiting', 'serving', 'parked', 'done']),
  /** The visit that belongs to this ticket, once it has begun. */
  visitId: z.string().optional(),
  /** How often the student was called again without coming. */
  calls: z.int().nonnegative().optional(),
})

export interface Ticket extends z.infer<typeof ticketSchema> {}

export const queueDaySchema = z.strictObject({
  v: z.literal(1),
  day: z.string(),
  /** The kiosk's own letter, so that two kiosks in one school never give the same number. */
  letter: z.string().regex(/^[A-Z]$/),
  counter: z.int().nonnegative(),
  tickets: z.array(ticketSchema),
})

export interface QueueDay extends z.infer<typeof queueDaySchema> {}

export function newQueueDay(day: string, letter: string): QueueDay {
  return { v: 1, day, letter, counter: 0, tickets: [] }
}

/** Begins a new day: done tickets go, unfinished ones stay and keep their numbers. */
export function turnDay(queue: QueueDay, day: string): QueueDay {
  if (queue.day === day) return queue
  const tickets = queue.tickets.filter(({ state }) => state !== 'done')
  return { ...queue, day, tickets, counter: tickets.length === 0 ? 0 : queue.counter }
}

/** A ticket for a student; who has an unfinished one gets the same again. */
export function takeTicket(
  queue: QueueDay,
  pid: string,
): { readonly queue: QueueDay; readonly ticket: Ticket } {
  const open = queue.tickets.find((ticket) => ticket.pid === pid && ticket.state !== 'done')
  if (open) return { queue, ticket: open }
  const counter = queue.counter + 1
  const ticket: Ticket = {
    number: `${queue.letter}-${String(counter).padStart(2, '0')}`,
    pid,
    state: 'waiting',
  }
  return { queue: { ...queue, counter, tickets: [...queue.tickets, ticket] }, ticket }
}

/** Changes one ticket; an unknown number changes nothing. */
export function setTicket(queue: QueueDay, number: string, change: Partial<Ticket>): QueueDay {
  const tickets = queue.tickets.map((ticket) =>
    ticket.number === number ? { ...ticket, ...change } : ticket,
  )
  return { ...queue, tickets }
}

/** Who stands in line, in the order of arrival. */
export function waitingTickets(queue: QueueDay): readonly Ticket[] {
  return queue.tickets.filter(({ state }) => state === 'waiting')
}

/** Who may step up now: the first in line, and everybody who was interrupted. */
export function startableTickets(queue: QueueDay): readonly Ticket[] {
  const next = waitingTickets(queue).slice(0, 1)
  return [...next, ...queue.tickets.filter(({ state }) => state === 'parked')]
}

const recalls = 2

/** The first in line does not come: called again twice, then sent to the end of the line, never dropped. */
export function callAgain(queue: QueueDay, number: string): QueueDay {
  const [first, ...behind] = waitingTickets(queue)
  if (first?.number !== number || behind.length === 0) return queue
  const calls = (first.calls ?? 0) + 1
  if (calls <= recalls) return setTicket(queue, number, { calls })
  const others = queue.tickets.filter((ticket) => ticket !== first)
  return { ...queue, tickets: [...others, { ...first, calls: 0 }] }
}

/** After a power cut nobody stands at the panel: who was served is parked. */
export function afterCut(queue: QueueDay): QueueDay {
  const tickets = queue.tickets.map((ticket): Ticket => {
    if (ticket.state !== 'serving') return ticket
    return ticket.visitId ? { ...ticket, state: 'parked' } : { ...ticket, state: 'waiting' }
  })
  return { ...queue, tickets }
}
