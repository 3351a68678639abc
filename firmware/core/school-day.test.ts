import { expect, test } from 'vitest'
import { defaultZone, schoolDay } from './school-day.ts'

test('the school day turns at midnight in Makassar, eight hours before UTC', () => {
  const before = Date.UTC(2026, 10, 14, 15, 59, 59)
  expect(schoolDay(before, defaultZone)).toBe('2026-11-14')
  expect(schoolDay(before + 1_000, defaultZone)).toBe('2026-11-15')
})
