import { z } from 'zod'
import { versioned } from '../../custody/document/versioned.ts'
import { newPace, paceSchema } from './pace.ts'
import { type QuotedWait, quotedWaitSchema } from './quoted-wait.ts'

/**
 * The day's tickets. `serving` is at the panel now; `parked` left in the middle and may go on at any time;
 * no ticket is ever dropped.
 */
export const ticketSchema = z.strictObject({
  number: z.string().regex(/^[A-Z]-\d{2,}$/),
  pid: z.string(),
  className: z.string(),
  state: z.enum(['waiting', 'serving', 'parked', 'done']),
  /** The visit that belongs to this ticket, once it has begun. */
  visitId: z.string().optional(),
  /** When the ticket was taken, on the kiosk's wall clock. */
  arrivedMs: z.number(),
  /** When its number was called, on the kiosk's wall clock. */
  calledMs: z.number().optional(),
  /** How often the student was called again without coming. */
  calls: z.int().nonnegative().optional(),
  /** An attendant put it first, as for a student with a disability. */
  isUrgent: z.literal(true).optional(),
  /** Did not come when called, and now waits behind the others. */
  isLate: z.literal(true).optional(),
  /** Its owner does not want it any more; staff erase it, since a class knows both facts. */
  wantsErasure: z.literal(true).optional(),
  /** The wait that its owner was quoted, until the call shows how true it was. */
  told: quotedWaitSchema.optional(),
})

export interface Ticket extends z.infer<typeof ticketSchema> {}

export const queueDaySchema = z.strictObject({
  v: z.literal(2),
  day: z.string(),
  /** The kiosk's own letter, so that two kiosks in one school never give the same number. */
  letter: z.string().regex(/^[A-Z]$/),
  counter: z.int().nonnegative(),
  tickets: z.array(ticketSchema),
  /** The class that an attendant has called. */
  calledClass: z.string().optional(),
  /** When a number was last called, on the kiosk's wall clock. */
  lastCallMs: z.number().optional(),
  pace: paceSchema,
})

export interface QueueDay extends z.infer<typeof queueDaySchema> {}

/** Version 1 knew neither classes nor times; version 0 is not read. */
export const parseQueueDay = versioned<QueueDay>(2, queueDaySchema, [
  (old) => ({ ...old, v: 2, tickets: withoutPast(old['tickets']), pace: newPace }),
])

function withoutPast(tickets: unknown): readonly unknown[] {
  return Array.isArray(tickets) ? tickets.map((ticket) => ({ ...ticket, className: '', arrivedMs: 0 })) : []
}

export function newQueueDay(day: string, letter: string): QueueDay {
  return { v: 2, day, letter, counter: 0, tickets: [], pace: newPace }
}

/** Begins a new day: done tickets go, unfinished ones stay and keep their numbers. */
export function turnDay(queue: QueueDay, day: string): QueueDay {
  if (queue.day === day) return queue
  const { calledClass: _class, lastCallMs: _call, ...kept } = queue
  const tickets = queue.tickets.filter(({ state }) => state !== 'done').map(withoutTimes)
  return { ...kept, day, tickets, counter: tickets.length === 0 ? 0 : queue.counter }
}

// A night lies between: quotes and times of calls mean nothing any more.
function withoutTimes({ told: _told, calledMs: _called, ...ticket }: Ticket): Ticket {
  return ticket
}

/** The pupil who takes a ticket. */
export interface Pupil {
  readonly pid: string
  readonly className: string
}

/** A ticket for a student; a student with an unfinished one gets the same again. */
export function takeTicket(
  queue: QueueDay,
  { pid, className }: Pupil,
  nowMs: number,
): { readonly queue: QueueDay; readonly ticket: Ticket } {
  const open = queue.tickets.find((ticket) => ticket.pid === pid && ticket.state !== 'done')
  if (open) return { queue, ticket: open }
  const counter = queue.counter + 1
  const ticket: Ticket = {
    number: `${queue.letter}-${String(counter).padStart(2, '0')}`,
    pid,
    className,
    state: 'waiting',
    arrivedMs: nowMs,
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

/** Nobody has proved to be its owner, and nothing was begun: it waits where it was. */
export function giveBackTicket(queue: QueueDay, number: string): QueueDay {
  const tickets = queue.tickets.map((ticket): Ticket => {
    if (ticket.number !== number) return ticket
    const { visitId: _, ...plain } = ticket
    return { ...plain, state: 'waiting' }
  })
  return { ...queue, tickets }
}

/** Notes the wait quoted to the owner of a ticket; the first quote counts. */
export function recordQuote(queue: QueueDay, number: string, told: QuotedWait): QueueDay {
  const ticket = queue.tickets.find((one) => one.number === number)
  return ticket?.state === 'waiting' && !ticket.told ? setTicket(queue, number, { told }) : queue
}

/** An attendant calls a class: its waiting tickets come before the others. `undefined` ends the call. */
export function callClass(queue: QueueDay, className: string | undefined): QueueDay {
  const { calledClass: _, ...rest } = queue
  return className === undefined ? rest : { ...rest, calledClass: className }
}

/** After a power cut no student is at the panel: the visit of the one served is parked. */
export function afterCut(queue: QueueDay): QueueDay {
  const tickets = queue.tickets.map((ticket): Ticket => {
    if (ticket.state !== 'serving') return ticket
    return ticket.visitId ? { ...ticket, state: 'parked' } : { ...ticket, state: 'waiting' }
  })
  return { ...queue, tickets }
}
