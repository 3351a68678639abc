import { expect, test } from 'vitest'
import { defaultZone } from '../../core/school-day.ts'
import { recordDay } from './record-day.ts'

test.each([
  ['Asia/Jakarta', '20261130'],
  ['Asia/Makassar', '20261130'],
  ['Asia/Jayapura', '20261201'],
])('the day is that of a school in %s, the moment is in UTC', (zone, day) => {
  const evening = Date.UTC(2026, 10, 30, 15, 5, 9, 999)
  expect(recordDay(evening, zone)).toEqual({ day, moment: '20261130150509Z' })
})

test('a clock before 1970 or after the last day that a record can write says nothing', () => {
  const [first, last] = [0, Date.UTC(2099, 11, 30)]
  expect(recordDay(first - 1, defaultZone)).toBeUndefined()
  expect(recordDay(first, defaultZone)).toEqual({ day: '19700101', moment: '19700101000000Z' })
  expect(recordDay(last, defaultZone)).toEqual({ day: '20991230', moment: '20991230000000Z' })
  expect(recordDay(last + 1, defaultZone)).toBeUndefined()
})
