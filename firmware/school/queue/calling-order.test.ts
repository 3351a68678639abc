import { describe, expect, test } from 'vitest'
import { callAgain, callNext, startableTickets, waitingTickets, waitOf } from './calling-order.ts'
import { callClass, newQueueDay, type QueueDay, recordQuote, setTicket, takeTicket } from './queue-day.ts'

const minute = 60_000
const take = (queue: QueueDay, pid: string, className = 'XII-1', atMs = 0) =>
  takeTicket(queue, { pid, className }, atMs).queue
const line = () => ['a', 'b', 'c'].reduce((queue, pid) => take(queue, pid), newQueueDay('d', 'A'))
const order = (queue: QueueDay) => waitingTickets(queue).map(({ number }) => number)
const first = (queue: QueueDay) => queue.tickets[0]

test('only the first in line and those who were interrupted may start', () => {
  const five = ['d', 'e'].reduce((queue, pid) => take(queue, pid), line())
  const states = { 'A-01': 'done', 'A-03': 'parked', 'A-05': 'serving' } as const
  const queue = Object.entries(states).reduce(
    (now, [number, state]) => setTicket(now, number, { state }),
    five,
  )
  expect(startableTickets(queue).map(({ number }) => number)).toEqual(['A-02', 'A-03'])
  expect(order(queue)).toEqual(['A-02', 'A-04'])
})

describe('who comes first', () => {
  const mixed = () => take(take(line(), 'd', 'XII-2'), 'e', 'XII-2')

  test('the called class before the others, each in the order of arrival, until the call ends', () => {
    const called = callClass(mixed(), 'XII-2')
    expect(order(called)).toEqual(['A-04', 'A-05', 'A-01', 'A-02', 'A-03'])
    expect(order(callClass(called, undefined))).toEqual(['A-01', 'A-02', 'A-03', 'A-04', 'A-05'])
  })

  test('who was called already stays before a class that is called now', () => {
    expect(order(callClass(callNext(mixed(), 5), 'XII-2'))).toEqual(['A-01', 'A-04', 'A-05', 'A-02', 'A-03'])
  })

  test('who was put first by an attendant, before everybody', () => {
    const queue = setTicket(callClass(callNext(mixed(), 5), 'XII-2'), 'A-03', { isUrgent: true })
    expect(order(queue)).toEqual(['A-03', 'A-01', 'A-04', 'A-05', 'A-02'])
  })

  test('who did not come waits behind everybody, of whatever class', () => {
    const queue = setTicket(callClass(callNext(mixed(), 5), 'XII-1'), 'A-01', { isUrgent: true })
    const late = [1, 2, 3].reduce((now) => callAgain(now, 'A-01', 9), queue)
    expect(order(late)).toEqual(['A-02', 'A-03', 'A-04', 'A-05', 'A-01'])
  })
})

describe('the first in line does not come', () => {
  const called = (queue: QueueDay, number: string, times: number) =>
    Array.from({ length: times }).reduce<QueueDay>((now) => callAgain(now, number, 9), queue)

  test('two calls leave the place, the third sends to the back and calls the next', () => {
    expect(order(called(line(), 'A-01', 2))).toEqual(['A-01', 'A-02', 'A-03'])
    const back = called(line(), 'A-01', 3)
    expect(order(back)).toEqual(['A-02', 'A-03', 'A-01'])
    expect(waitingTickets(back)[0]?.calledMs).toBe(9)
  })

  test('who was sent back has three calls again', () => {
    const back = called(called(called(line(), 'A-01', 3), 'A-02', 3), 'A-03', 3)
    expect(order(back)).toEqual(['A-01', 'A-02', 'A-03'])
    expect(order(called(back, 'A-01', 2))).toEqual(['A-01', 'A-02', 'A-03'])
  })

  test('nobody but the first is called, and nobody alone', () => {
    expect(called(line(), 'A-02', 5)).toEqual(line())
    const alone = take(newQueueDay('d', 'A'), 'a')
    expect(called(alone, 'A-01', 5)).toEqual(alone)
  })
})

describe('calling the next', () => {
  test('happens once, and not while somebody is served', () => {
    const called = callNext(line(), 5)
    expect(first(called)?.calledMs).toBe(5)
    expect(callNext(called, 9)).toBe(called)
    const serving = setTicket(line(), 'A-01', { state: 'serving' })
    expect(callNext(serving, 9)).toBe(serving)
    expect(callNext(newQueueDay('d', 'A'), 5)).toEqual(newQueueDay('d', 'A'))
  })

  test('teaches how fast the line is, but not by who came to an empty one', () => {
    const serving = setTicket(callNext(line(), minute), 'A-01', { state: 'done' })
    const second = callNext(serving, 5 * minute)
    expect(second.pace.cycleSeconds).toEqual([240])
    const alone = take(callNext(newQueueDay('d', 'A'), 0), 'a', 'XII-1', 9 * minute)
    expect(callNext({ ...alone, lastCallMs: minute }, 9 * minute).pace.cycleSeconds).toEqual([])
  })

  test('weighs what its owner was told, and forgets it', () => {
    const told = { atMs: 0, lowMinutes: 8, highMinutes: 12 }
    const late = callNext(recordQuote(line(), 'A-01', told), 20 * minute)
    const early = callNext(recordQuote(line(), 'A-01', told), 2 * minute)
    expect(late.pace.above).toBeGreaterThan(early.pace.above)
    expect(early.pace.below).toBeGreaterThan(late.pace.below)
    expect(first(late)).not.toHaveProperty('told')
  })
})

test('the first word about a wait counts; who is called is told nothing', () => {
  const queue = callNext(line(), 0)
  expect(waitOf(queue, 'A-01', 0)).toBeUndefined()
  const [second, third] = ['A-02', 'A-03'].map((number) => waitOf(queue, number, 0))
  expect(third?.highMinutes).toBeGreaterThan(second?.highMinutes ?? 99)
  const told = { atMs: 0, lowMinutes: 8, highMinutes: 12 }
  const again = recordQuote(recordQuote(queue, 'A-02', told), 'A-02', { ...told, atMs: 9 })
  expect(again.tickets[1]?.told).toEqual(told)
})
