import { expect, test } from 'vitest'
import { recordDay } from './record-day.ts'

test('the day is that of the schools, the moment is in UTC', () => {
  const evening = Date.UTC(2026, 10, 30, 20, 5, 9, 999)
  expect(recordDay(evening)).toEqual({ day: '20261201', moment: '20261130200509Z' })
})

test('a clock before 1970 or after the last day that a record can write says nothing', () => {
  const [first, last] = [0, Date.UTC(2099, 11, 30)]
  expect(recordDay(first - 1)).toBeUndefined()
  expect(recordDay(first)).toEqual({ day: '19700101', moment: '19700101000000Z' })
  expect(recordDay(last)).toEqual({ day: '20991230', moment: '20991230000000Z' })
  expect(recordDay(last + 1)).toBeUndefined()
})
