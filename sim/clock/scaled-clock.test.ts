import { expect, test } from 'vitest'
import { createHandClock } from './hand-clock.ts'
import { createScaledClock } from './scaled-clock.ts'

test('ten times as fast: a sleep, a deadline and both times', async () => {
  const slow = createHandClock()
  const fast = createScaledClock(slow, 10)
  const startWallMs = fast.wallMs()
  let woken = false
  void fast.sleep(1_000).then(() => (woken = true))
  using deadline = fast.deadline(2_000)
  await slow.advance(100)
  expect([woken, deadline.expired, fast.monotonicMs()]).toEqual([true, false, 1_000])
  await slow.advance(100)
  expect([deadline.expired, fast.wallMs() - startWallMs]).toEqual([true, 2_000])
})
