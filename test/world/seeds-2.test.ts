import { expect, test } from 'vitest'
import { liveSeeds } from './live-seeds.ts'

// Two files, so that two cores share the two hundred.
test('a hundred short days of eight students with two mishaps each break no promise', async () => {
  const { broken, received } = await liveSeeds(101, 100)
  expect(broken).toEqual([])
  expect(received).toBeGreaterThan(300)
})
