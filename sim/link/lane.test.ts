import { beforeEach, expect, test } from 'vitest'
import { createHandClock, type HandClock } from '../clock/hand-clock.ts'
import { Lane } from './lane.ts'

const never = new AbortController().signal
let clock: HandClock
let lane: Lane

beforeEach(async () => {
  clock = createHandClock()
  lane = new Lane(clock, 8_000, 400)
  await clock.advance(1_000)
})

// Sends so many turns one after another; gives the times at which each arrives, since now.
async function send(turns: number, bytes = 400): Promise<number[]> {
  const startMs = clock.monotonicMs()
  const times: number[] = []
  const work = async () => {
    for (let turn = 0; turn < turns; turn += 1) {
      const atMs = await lane.setOut(bytes, never)
      await lane.arrive(atMs, never)
      times.push(clock.monotonicMs() - startMs)
    }
  }
  await clock.runUntil(work())
  return times
}

test('bytes set out at the rate of the link and arrive after its delay', async () => {
  const started = clock.monotonicMs()
  const leaving = Array.from({ length: 20 }, () => lane.setOut(400, never))
  const times = await clock.runUntil(Promise.all(leaving))
  expect((times.at(-1) ?? 0) - started).toBe(1_000 + 400)
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(50)
})

test('two connections share the rate', async () => {
  const half = async () => {
    for (let turn = 0; turn < 20; turn += 1) await lane.setOut(400, never)
  }
  const started = clock.monotonicMs()
  await clock.runUntil(Promise.all([half(), half()]))
  expect(clock.monotonicMs() - started).toBe(2_000)
})

test('a turn that comes late makes up for it, a line that was idle does not', async () => {
  await clock.runUntil(lane.setOut(400, never))
  await clock.advance(150)
  const startMs = clock.monotonicMs()
  await clock.runUntil(lane.setOut(4_000, never))
  expect(clock.monotonicMs() - startMs).toBe(500 - 150)
  await clock.advance(1_000)
  const laterMs = clock.monotonicMs()
  await clock.runUntil(lane.setOut(4_000, never))
  expect(clock.monotonicMs() - laterMs).toBe(500)
})

test('a stall holds up what is on its way and what would set out', async () => {
  const underWay = lane.setOut(400, never).then((atMs) => lane.arrive(atMs, never))
  lane.stall(5_000)
  const started = clock.monotonicMs()
  await clock.runUntil(underWay)
  expect(clock.monotonicMs() - started).toBe(5_000)
  expect(await send(1)).toEqual([450])
})

test('a drip carries a twentieth, and ends', async () => {
  lane.drip(2_000)
  expect(await send(3)).toEqual([1_400, 2_800, 3_250])
})

test('a wait that is given up ends at once', async () => {
  const stop = new AbortController()
  const waiting = lane.setOut(8_000_000, stop.signal)
  stop.abort()
  await waiting
  expect(clock.monotonicMs()).toBe(1_000)
})
