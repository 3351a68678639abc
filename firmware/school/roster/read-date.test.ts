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

describe('a month in words', () => {
  test.each([
    ['01', ['januari', 'jan']],
    ['02', ['februari', 'pebruari', 'feb']],
    ['03', ['maret', 'mar']],
    ['04', ['april', 'apr']],
    ['05', ['mei', 'Mei', 'MEI']],
    ['06', ['juni', 'jun']],
    ['07', ['juli', 'jul']],
    ['08', ['agustus', 'agu', 'agt']],
    ['09', ['september', 'sep', 'sept']],
    ['10', ['oktober', 'okt']],
    ['11', ['november', 'nopember', 'nov']],
    ['12', ['desember', 'des']],
  ])('%s may be written %j', (month, words) => {
    const read = words.map((word) => readDate(`7 ${word} 2009`, thisYear)?.date)
    expect(read).toEqual(words.map(() => `2009-${month}-07`))
  })

  test('that no calendar has is no date', () => {
    expect(readDate('7 brumaire 2009', thisYear)).toBeUndefined()
  })
})

describe('a date that is not in the calendar is none', () => {
  test.each(['31-02-2009', '29-02-2009', '32-01-2009', '00-01-2009', '05-13-2009', '05-00-2009'])(
    '%s',
    (text) => {
      expect(readDate(text, thisYear)).toBeUndefined()
    },
  )

  test.each(['2009-02-31', '2009-13-05', '2009-00-05'])('%s', (text) => {
    expect(readDate(text, thisYear)).toBeUndefined()
  })
})

test('years are believed from 1900 to 2100', () => {
  const read = ['01-01-1899', '31-12-1899', '01-01-1900', '31-12-2100', '01-01-2101'].map(
    (text) => readDate(text, thisYear)?.date,
  )
  expect(read).toEqual([undefined, undefined, '1900-01-01', '2100-12-31', undefined])
})

test('a date that Excel broke is none', () => {
  expect(readDate(new Date(Number.NaN), thisYear)).toBeUndefined()
  expect(readDate(new Date(Date.UTC(2009, 10, 5)), thisYear)?.date).toBe('2009-11-05')
})
