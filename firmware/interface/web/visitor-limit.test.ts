import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { VisitorLimit } from './visitor-limit.ts'

const taken = (limit: VisitorLimit, address: string, times: number) =>
  Array.from({ length: times }, () => limit.takes(address)).filter(Boolean).length

test('a class of forty behind one address opens the page and reads it every ten seconds', async () => {
  const clock = createHandClock()
  const limit = new VisitorLimit(clock)
  expect(taken(limit, 'school', 40)).toBe(40)
  for (let round = 0; round < 30; round += 1) {
    await clock.advance(10_000)
    expect(taken(limit, 'school', 40)).toBe(40)
  }
})

test('one who asks without end gets ten answers a second, and takes nothing from another', async () => {
  const clock = createHandClock()
  const limit = new VisitorLimit(clock)
  expect(taken(limit, 'greedy', 5_000)).toBe(80)
  expect(limit.takes('other')).toBe(true)
  await clock.advance(1_000)
  expect(taken(limit, 'greedy', 5_000)).toBe(10)
})

test('all together get forty answers a second', async () => {
  const clock = createHandClock()
  const limit = new VisitorLimit(clock)
  const crowd = () =>
    Array.from({ length: 500 }, (_, at) => taken(limit, `phone ${at}`, 3)).reduce((sum, one) => sum + one)
  expect(crowd()).toBe(200)
  await clock.advance(1_000)
  expect(crowd()).toBe(40)
})

test('addresses without number fill no memory, and the one that asks goes on', async () => {
  const clock = createHandClock()
  const limit = new VisitorLimit(clock)
  taken(limit, 'greedy', 100)
  for (let at = 0; at < 1_900; at += 1) limit.takes(`phone ${at}`)
  expect(limit.takes('greedy')).toBe(false)
})
