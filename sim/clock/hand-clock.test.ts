import { expect, test } from 'vitest'
import { createHandClock } from './hand-clock.ts'

test('sleepers wake in the order of their times, at their times', async () => {
  const clock = createHandClock()
  const woken: [string, number][] = []
  void clock.sleep(300).then(() => woken.push(['late', clock.monotonicMs()]))
  void clock.sleep(100).then(() => woken.push(['early', clock.monotonicMs()]))
  await clock.advance(250)
  expect(woken).toEqual([['early', 100]])
  await clock.advance(50)
  expect(woken).toEqual([
    ['early', 100],
    ['late', 300],
  ])
})

test('an aborted sleep ends at once and leaves nothing behind', async () => {
  const clock = createHandClock()
  const stop = new AbortController()
  const sleeping = clock.sleep(1_000, stop.signal)
  stop.abort()
  await sleeping
  expect(clock.monotonicMs()).toBe(0)
})

test('a deadline expires by time but not by its parent', async () => {
  const clock = createHandClock()
  const parent = new AbortController()
  using byTime = clock.deadline(100)
  using byParent = clock.deadline(1_000, parent.signal)
  parent.abort()
  await clock.advance(100)
  expect([byTime.signal.aborted, byTime.expired]).toEqual([true, true])
  expect([byParent.signal.aborted, byParent.expired]).toEqual([true, false])
})

test('runUntil moves just as far as the work needs', async () => {
  const clock = createHandClock()
  const work = async () => {
    await clock.sleep(40)
    await clock.sleep(60)
    return 'done'
  }
  expect(await clock.runUntil(work())).toBe('done')
  expect(clock.monotonicMs()).toBe(100)
})
