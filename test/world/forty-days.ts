import { expect, test } from 'vitest'
import { liveSeeds } from './live-seeds.ts'

const tens = [0, 10, 20, 30]

/**
 * Forty short days of eight students with two mishaps each, by ten: a busy machine needs its time for each. Thousands
 * are for the night (`make nightly`).
 */
export function fortyDays(first: number): void {
  let received = 0
  test.each(tens.map((more) => first + more))('ten days from seed %i on break no promise', async (seed) => {
    const report = await liveSeeds(seed, 10)
    received += report.received
    expect(report.broken).toEqual([])
  })

  test('most of their students are received', () => {
    expect(received).toBeGreaterThan(120)
  })
}
