import { expect, test } from 'vitest'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { forecastMs, type HourCarried, hoursRemembered } from './forecast.ts'

const hourMs = 3_600_000

test('nothing waits, nothing is known, nothing was ever carried', () => {
  expect(forecastMs(0, [])).toBe(0)
  expect(forecastMs(1, [10, 10])).toBeUndefined()
  expect(
    forecastMs(
      1,
      Array.from({ length: 24 }, () => 0),
    ),
  ).toBeUndefined()
  expect(
    forecastMs(
      1,
      Array.from({ length: 24 }, () => undefined),
    ),
  ).toBeUndefined()
})

test('a link that is always the same takes what it takes', () => {
  const steady = Array.from({ length: hoursRemembered }, () => 100)
  expect(forecastMs(50, steady)).toBe(hourMs / 2)
  expect(forecastMs(1_000, steady)).toBe(10 * hourMs)
  expect(forecastMs(100 * hoursRemembered * 3, steady)).toBe(hoursRemembered * 3 * hourMs)
})

test('a link that is up in school hours only is waited for', () => {
  // The history ends at 18:00: the next fourteen hours carry nothing.
  const days = Array.from({ length: hoursRemembered }, (_, at) =>
    (at + 18) % 24 >= 8 && (at + 18) % 24 < 12 ? 100 : 0,
  )
  expect(forecastMs(100, days)).toBe(15 * hourMs)
})

test('four of five forecasts on a random link are kept', () => {
  const random = createSeededRandom(7)
  const draw = (): HourCarried => (random.next() < 0.1 ? random.between(50, 150) : 0)
  let kept = 0
  const tries = 400
  for (let round = 0; round < tries; round += 1) {
    const history = Array.from({ length: hoursRemembered }, draw)
    const promisedMs = forecastMs(200, history) ?? 0
    let [hours, left] = [0, 200]
    while (left > 0) {
      left -= draw() ?? 0
      hours += 1
    }
    // A forecast may end within an hour; here an hour counts whole.
    if ((hours - 1) * hourMs <= promisedMs) kept += 1
  }
  expect(kept / tries).toBeGreaterThan(0.7)
  expect(kept / tries).toBeLessThan(0.92)
})
