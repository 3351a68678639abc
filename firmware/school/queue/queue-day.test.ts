import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callAgain, callNext, startableTickets, waitingTickets } from './calling-order.ts'
import {
  afterCut,
  callClass,
  giveBackTicket,
  newQueueDay,
  parseQueueDay,
  type QueueDay,
  queueDaySchema,
  setTicket,
  type Ticket,
  takeTicket,
  turnDay,
} from './queue-day.ts'

const day = '2026-11-24'
const pupil = (number: number) => ({ pid: `pid-${number}`, className: 'XII-1' })
const queueOf = (...tickets: readonly Partial<Ticket>[]): QueueDay => ({
  ...newQueueDay(day, 'A'),
  counter: tickets.length,
  tickets: tickets.map((ticket, index) => ({
    number: `A-0${index + 1}`,
    ...pupil(index + 1),
    arrivedMs: index,
    state: 'waiting',
    ...ticket,
  })),
})
const numbers = (tickets: readonly Ticket[]) => tickets.map(({ number }) => number)

test('a ticket that is given back waits where it was, with nothing of the visit', () => {
  const queue = queueOf({}, { state: 'serving', visitId: 'visit-2', isUrgent: true }, {})
  expect(giveBackTicket(queue, 'A-02')).toEqual(queueOf({}, { isUrgent: true }, {}))
})

describe('taking a ticket', () => {
  test('numbers count up behind the letter of the kiosk', () => {
    const first = takeTicket(newQueueDay(day, 'B'), pupil(1), 5)
    const second = takeTicket(first.queue, pupil(2), 6)
    expect([first.ticket.number, second.ticket.number]).toEqual(['B-01', 'B-02'])
    expect(takeTicket({ ...newQueueDay(day, 'B'), counter: 99 }, pupil(3), 5).ticket.number).toBe('B-100')
  })

  test.each(['waiting', 'serving', 'parked'] as const)('who is %s gets the same ticket again', (state) => {
    const queue = queueOf({ state })
    const again = takeTicket(queue, pupil(1), 9)
    expect([again.ticket.number, again.queue]).toEqual(['A-01', queue])
  })

  test('who is done gets a new number', () => {
    expect(takeTicket(queueOf({ state: 'done' }), pupil(1), 9).ticket).toEqual({
      number: 'A-02',
      ...pupil(1),
      state: 'waiting',
      arrivedMs: 9,
    })
  })
})

test('a change reaches one ticket, and none when the number is unknown', () => {
  const queue = queueOf({}, {})
  const changed = setTicket(queue, 'A-02', { state: 'serving', visitId: 'visit-2' })
  expect(changed.tickets).toEqual([
    queue.tickets[0],
    { ...queue.tickets[1], state: 'serving', visitId: 'visit-2' },
  ])
  expect(setTicket(queue, 'A-09', { state: 'done' })).toEqual(queue)
})

test('after a cut a visit that had begun is parked, and one that had not waits again', () => {
  const queue = queueOf({ state: 'serving', visitId: 'visit-1' }, { state: 'serving' }, {}, { state: 'done' })
  expect(afterCut(queue).tickets.map(({ state }) => state)).toEqual(['parked', 'waiting', 'waiting', 'done'])
})

describe('a new day', () => {
  test('unfinished tickets keep their numbers, and new ones count on', () => {
    const turned = turnDay(queueOf({ state: 'done' }, { state: 'parked' }, {}), '2026-11-25')
    expect(numbers(turned.tickets)).toEqual(['A-02', 'A-03'])
    expect(takeTicket(turned, pupil(9), 9).ticket.number).toBe('A-04')
  })

  test('when all are done the count begins again', () => {
    const turned = turnDay(queueOf({ state: 'done' }, { state: 'done' }), '2026-11-25')
    expect(turned).toEqual(newQueueDay('2026-11-25', 'A'))
  })

  test('the same day changes nothing', () => {
    const queue = queueOf({ state: 'done' }, {})
    expect(turnDay(queue, day)).toBe(queue)
  })
})

test('a queue of the first version keeps its tickets and their order', () => {
  const ticket = { number: 'A-01', pid: 'pid-1', state: 'parked', visitId: 'visit-1' }
  const old = { v: 1, day, letter: 'A', counter: 1, tickets: [ticket] }
  expect(parseQueueDay(old)).toEqual({
    ...queueOf({ state: 'parked', visitId: 'visit-1', className: '', arrivedMs: 0 }),
  })
})

// Events of a queue; `done` is the only way out of it.
type Happening =
  | { readonly what: 'take'; readonly pid: string }
  | { readonly what: 'start' | 'park' | 'finish'; readonly pick: number }
  | { readonly what: 'cut' | 'turn' | 'call' | 'next' | 'class' }

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ what: fc.constant('take' as const), pid: fc.nat(12).map((number) => `pid-${number}`) }),
  fc.record({ what: fc.constantFrom('start', 'park', 'finish'), pick: fc.nat(20) }),
  fc.record({ what: fc.constantFrom('cut', 'turn', 'call', 'next', 'class') }),
)

test('whatever happens, nobody is dropped and no number is given twice in a day', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      let queue = newQueueDay('day 0', 'A')
      const open = new Map<string, string>()
      let given = new Set<string>()
      for (const [index, one] of happenings.entries()) {
        if (one.what === 'take') {
          const taken = takeTicket(queue, { pid: one.pid, className: 'XII-1' }, index)
          const mine = open.get(one.pid)
          expect(taken.ticket.number).toBe(mine ?? taken.ticket.number)
          if (!mine) expect(given.has(taken.ticket.number)).toBe(false)
          given.add(taken.ticket.number)
          open.set(one.pid, taken.ticket.number)
          queue = taken.queue
        } else if (one.what === 'turn') {
          queue = turnDay(queue, `day ${index + 1}`)
          given = new Set(open.values())
        } else queue = happen(queue, one, open, index)
        expect(queueDaySchema.safeParse(queue).success).toBe(true)
        const held = queue.tickets
          .filter(({ state }) => state !== 'done')
          .map(({ pid, number }) => [pid, number])
        expect(Object.fromEntries(held)).toEqual(Object.fromEntries(open))
      }
    }),
  )
})

function happen(
  queue: QueueDay,
  one: Exclude<Happening, { what: 'take' }>,
  open: Map<string, string>,
  index: number,
): QueueDay {
  const serving = queue.tickets.filter(({ state }) => state === 'serving')
  if (one.what === 'start') {
    const startable = startableTickets(queue)
    const ticket = startable[('pick' in one ? one.pick : 0) % Math.max(1, startable.length)]
    const state = { state: 'serving', visitId: `visit-${index}` } as const
    return ticket ? setTicket(queue, ticket.number, state) : queue
  }
  if (one.what === 'call') return callAgain(queue, waitingTickets(queue)[0]?.number ?? '', index)
  if (one.what === 'next') return callNext(queue, index)
  if (one.what === 'class') return callClass(queue, index % 2 ? 'XII-1' : undefined)
  const [ticket] = serving
  if (one.what === 'park') return ticket ? setTicket(queue, ticket.number, { state: 'parked' }) : queue
  if (one.what !== 'finish') return afterCut(queue)
  if (!ticket) return queue
  open.delete(ticket.pid)
  return setTicket(queue, ticket.number, { state: 'done' })
}
