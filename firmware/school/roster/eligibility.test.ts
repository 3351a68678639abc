import { expect, test } from 'vitest'
import { ageOn, eligibility } from './eligibility.ts'
import { nikDisagreements, readNik } from './nik.ts'

test.each([
  ['2010-11-16', false, 'too-young'],
  ['2010-11-15', false, 'may-record'],
  ['2009-11-16', false, 'may-record'],
  ['2009-11-15', false, 'may-print'],
  ['2011-11-15', true, 'may-print'],
] as const)('born %s, married %s: %s on 2026-11-15', (birth, married, verdict) => {
  expect(eligibility(birth, married, '2026-11-15')).toBe(verdict)
})

test('born on 29 February: a year older on 1 March of a common year, not before', () => {
  expect(ageOn('2008-02-29', '2025-02-28')).toBe(16)
  expect(ageOn('2008-02-29', '2025-03-01')).toBe(17)
  expect(ageOn('2008-02-29', '2024-02-29')).toBe(16)
})

test('a NIK tells sex and birth date, with 40 added to the day for women', () => {
  expect(readNik('6311065511090001')).toEqual({ sex: 'P', day: 15, month: 11, shortYear: 9 })
  expect(readNik('6311061511090001')).toEqual({ sex: 'L', day: 15, month: 11, shortYear: 9 })
})

test.each([
  '6311060011090001',
  '6311067211090001',
  '6311061513090001',
  '6311061511090000',
  '631106151109001',
  '0311061511090001',
])('%s was never issued', (nik) => {
  expect(readNik(nik)).toBeUndefined()
})

test('a NIK that disagrees is named, whatever the region', () => {
  const facts = readNik('3515104104100001')
  expect(facts && nikDisagreements(facts, '2010-04-04', 'L')).toEqual(['sex', 'birth-date'])
})
