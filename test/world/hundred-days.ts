import { expect, test } from 'vitest'
import { liveSeeds } from './live-seeds.ts'

const tens = Array.from({ length: 10 }, (_, index) => 10 * index)

/** A hundred short days of eight students with two mishaps each, by ten: a busy machine needs its time for each. */
export function hundredDays(first: number): void {
  let received = 0
  test.each(tens.map((more) => first + more))('ten days from seed %i on break no promise', async (seed) => {
    const report = await liveSeeds(seed, 10)
    received += report.received
    expect(report.broken).toEqual([])
  })

  test('most of their students are received', () => {
    expect(received).toBeGreaterThan(300)
  })
}
