import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSeededRandom, type SeededRandom } from '../../../sim/random/seeded-random.ts'
import { callAgain, callNext, waitingTickets, waitOf } from './calling-order.ts'
import { learnCycle, newPace, waitFor } from './pace.ts'
import { newQueueDay, type QueueDay, recordQuote, setTicket, takeTicket, turnDay } from './queue-day.ts'

/** How a school's day goes: how long visits take, how many do not come, how many come in the break at once. */
interface Habits {
  readonly visitSeconds: number
  readonly deviation: number
  readonly absentShare: number
  readonly crowd: number
  readonly lunchMinutes: number
}

const schools: Readonly<Record<string, Habits>> = {
  'an even day': { visitSeconds: 240, deviation: 50, absentShare: 0, crowd: 1, lunchMinutes: 0 },
  'a whole class at once': {
    visitSeconds: 260,
    deviation: 70,
    absentShare: 0.05,
    crowd: 30,
    lunchMinutes: 0,
  },
  'slow visits, absent pupils, a long break': {
    visitSeconds: 480,
    deviation: 160,
    absentShare: 0.15,
    crowd: 8,
    lunchMinutes: 40,
  },
  'quick visits, far from the first guess': {
    visitSeconds: 150,
    deviation: 25,
    absentShare: 0.02,
    crowd: 5,
    lunchMinutes: 0,
  },
}

const pupilsADay = 70

/** A line before one kiosk, day after day; every range that was quoted meets the call it was about. */
class Line {
  hits = 0
  told = 0
  queue: QueueDay = newQueueDay('day-0', 'A')
  readonly #habits: Habits
  readonly #random: SeededRandom
  #nowMs = 0
  #toCome: { readonly pid: string; readonly atMs: number }[] = []

  constructor(habits: Habits, random: SeededRandom) {
    this.#habits = habits
    this.#random = random
  }

  runDay(day: number): void {
    const { crowd, visitSeconds, lunchMinutes } = this.#habits
    this.#nowMs = day * 86_400_000
    this.queue = turnDay(this.queue, `day-${day}`)
    this.#toCome = Array.from({ length: pupilsADay }, (_, at) => ({
      pid: `${day}-${at}`,
      atMs: this.#nowMs + Math.floor(at / crowd) * crowd * visitSeconds * 950,
    }))
    let isBeforeLunch = true
    while (this.#toCome.length > 0 || waitingTickets(this.queue).length > 0) {
      if (waitingTickets(this.queue).length === 0)
        this.#nowMs = Math.max(this.#nowMs, this.#toCome[0]?.atMs ?? 0)
      if (isBeforeLunch && this.queue.counter > pupilsADay / 2) {
        isBeforeLunch = false
        this.#nowMs += lunchMinutes * 60_000
      }
      this.#admit()
      this.#call(callNext(this.queue, this.#nowMs))
      this.#serve()
    }
  }

  #serve(): void {
    const [first, ...others] = waitingTickets(this.queue)
    if (!first) return
    if (this.#random.next() < this.#habits.absentShare && !first.isLate && others.length > 0) {
      for (let call = 0; call < 3; call += 1) {
        this.#pass(60)
        this.#call(callAgain(this.queue, first.number, this.#nowMs))
      }
      return
    }
    this.queue = setTicket(this.queue, first.number, { state: 'serving' })
    this.#pass(Math.max(60, this.#habits.visitSeconds + 35 + this.#habits.deviation * this.#random.normal()))
    this.#call(callNext(setTicket(this.queue, first.number, { state: 'done' }), this.#nowMs))
  }

  #pass(seconds: number): void {
    this.#nowMs += 1_000 * seconds
    this.#admit()
  }

  #admit(): void {
    while (this.#toCome[0] && this.#toCome[0].atMs <= this.#nowMs) {
      const { pid, atMs } = this.#toCome.shift() ?? { pid: '', atMs: 0 }
      const { queue, ticket } = takeTicket(this.queue, { pid, className: '' }, atMs)
      this.queue = callNext(queue, atMs)
      const wait = waitOf(this.queue, ticket.number, atMs)
      if (wait) this.queue = recordQuote(this.queue, ticket.number, { atMs, ...wait })
    }
  }

  #call(next: QueueDay): void {
    for (const { number, told, calledMs } of this.queue.tickets) {
      const called = next.tickets.find((ticket) => ticket.number === number)?.calledMs
      if (!told || called === undefined || calledMs !== undefined) continue
      const minutes = (called - told.atMs) / 60_000
      this.told += 1
      if (minutes >= told.lowMinutes && minutes <= told.highMinutes) this.hits += 1
    }
    this.queue = next
  }
}

test.each(Object.entries(schools))('%s: what was told holds in about four cases of five', (_name, habits) => {
  const line = new Line(habits, createSeededRandom(7))
  for (let day = 1; day <= 60; day += 1) line.runDay(day)
  expect(line.told).toBeGreaterThan(1_000)
  expect(line.hits / line.told).toBeGreaterThan(0.75)
  expect(line.hits / line.told).toBeLessThan(0.85)
})

test('nothing is learnt from a clock that was set, nor from a lunch break', () => {
  const learnt = [-600_000, 0, 2_000, 3 * 3_600_000].reduce(learnCycle, newPace)
  expect(learnt).toEqual(newPace)
})

test('of more cycles than are kept the latest are', () => {
  const seconds = Array.from({ length: 50 }, (_, at) => 100 + at)
  const { cycleSeconds } = seconds.map((each) => each * 1_000).reduce(learnCycle, newPace)
  expect(cycleSeconds).toEqual(seconds.slice(10))
})

test('minutes are single ones up to a quarter of an hour, then fives, and never a range of nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.nat(4_000_000), (calls, sinceCallMs) => {
      const { lowMinutes, highMinutes } = waitFor(newPace, calls, sinceCallMs)
      expect(highMinutes).toBeGreaterThan(lowMinutes)
      expect(lowMinutes).toBeGreaterThanOrEqual(0)
      if (highMinutes > 15) expect([lowMinutes % 5, highMinutes % 5]).toEqual([0, 0])
    }),
  )
})
