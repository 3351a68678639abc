import { describe, expect, test } from 'vitest'
import { readDate } from './read-date.ts'

const thisYear = 2026

describe('a year of two digits', () => {
  test.each([
    ['01-02-26', '2026-02-01'],
    ['01-02-27', '1927-02-01'],
    ['01-02-09', '2009-02-01'],
  ])('is of this century up to this year, else of the last: %s is %s', (text, date) => {
    expect(readDate(text, thisYear)).toEqual({ date, guessedCentury: true })
  })
})
