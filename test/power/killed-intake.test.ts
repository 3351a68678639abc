import { expect, test } from 'vitest'
import { killIntake } from './kill-intake.ts'

// Hundreds of kills run in `make nightly`; every single call of the disk is cut in `intake-cut.test.ts`.
test('an intake killed at random moments loses no student, takes none twice and signs for nothing that is not stored', async () => {
  const { kills, midWork, broken } = await killIntake(8, 1)
  expect(broken).toEqual([])
  expect(kills).toBe(8)
  expect(midWork).toBeGreaterThan(0)
})
