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

// Sends a number of turns one after another; gives the times at which each arrives, since now.
async function send(turns: number, bytes = 400): Promise<number[]> {
  const startMs = clock.monotonicMs()
  const times: number[] = []
  const work = async () => {
    for (let turn = 0; turn < turns; turn += 1) {
      const leftMs = await lane.setOut(bytes, clock.monotonicMs(), never)
      await lane.arrive(leftMs, never)
      times.push(clock.monotonicMs() - startMs)
    }
  }
  await clock.runUntil(work())
  return times
}

test('bytes set out at the rate of the link and arrive after its delay', async () => {
  expect(await send(1, 8_000)).toEqual([1_000 + 400])
  const startMs = clock.monotonicMs()
  const leaving = Array.from({ length: 20 }, () => lane.setOut(400, startMs, never))
  const times = await clock.runUntil(Promise.all(leaving))
  expect(times.map((leftMs) => leftMs - startMs)).toEqual(
    Array.from({ length: 20 }, (_, at) => (at + 1) * 50),
  )
})

test('two connections share the rate', async () => {
  const half = async () => {
    for (let turn = 0; turn < 20; turn += 1) await lane.setOut(400, clock.monotonicMs(), never)
  }
  const started = clock.monotonicMs()
  await clock.runUntil(Promise.all([half(), half()]))
  expect(clock.monotonicMs() - started).toBe(2_000)
})

test('a turn that is woken late makes up for it, bytes that came late do not', async () => {
  const leftMs = await clock.runUntil(lane.setOut(400, clock.monotonicMs(), never))
  await clock.advance(150)
  expect(await clock.runUntil(lane.setOut(4_000, leftMs, never))).toBe(leftMs + 500)
  await clock.advance(150)
  const cameMs = clock.monotonicMs()
  expect(await clock.runUntil(lane.setOut(4_000, cameMs, never))).toBe(cameMs + 500)
})

test('a stall holds up what is on its way and what would set out', async () => {
  const underWay = lane.setOut(400, clock.monotonicMs(), never).then((leftMs) => lane.arrive(leftMs, never))
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
  const waiting = lane.setOut(8_000_000, clock.monotonicMs(), stop.signal)
  stop.abort()
  await waiting
  expect(clock.monotonicMs()).toBe(1_000)
})
