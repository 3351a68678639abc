import { expect, test } from 'vitest'
import type { Columns, Field } from './find-columns.ts'
import type { Cell } from './read-sheet.ts'
import { readStudent } from './read-student.ts'

const whole: Readonly<Partial<Record<Field, Cell>>> = {
  name: 'Ani',
  birthDate: '05-11-2009',
  sex: 'P',
  className: 'X A',
  nisn: '0091234567',
}

/** One row, each cell under its heading. */
function read(changes: Partial<Record<Field, Cell>>) {
  const cells = Object.entries({ ...whole, ...changes })
  const at: Columns['at'] = Object.fromEntries(cells.map(([field], column) => [field, column]))
  return readStudent({ number: 2, cells: cells.map(([, cell]) => cell) }, { firstRow: 1, at }, 2026)
}

test('the birth place is what its own column says, else what stands before the date, else unknown', () => {
  const both = { birthDate: null, birthPlaceAndDate: 'Kupang, 05-11-2009' }
  expect(read({ birthPlace: 'Ende' }).values.birthPlace).toBe('Ende')
  expect(read(both).values).toMatchObject({ birthPlace: 'Kupang', birthDate: '2009-11-05' })
  expect(read({ ...both, birthPlace: 'Ende' }).values.birthPlace).toBe('Ende')
  expect(read({ birthPlace: ' ' }).values.birthPlace).toBeUndefined()
})

const codes = (changes: Partial<Record<Field, Cell>>) => read(changes).problems.map(({ code }) => code)

test('a birth date that is missing is told apart from one that cannot be read', () => {
  expect(codes({ birthDate: ' ' })).toEqual(['birth-date-missing', 'nik-missing'])
  expect(codes({ birthDate: 'besok' })).toEqual(['birth-date-unreadable', 'nik-missing'])
})
