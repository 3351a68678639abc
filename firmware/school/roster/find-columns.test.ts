import { expect, test } from 'vitest'
import { cellName, findColumns } from './find-columns.ts'
import type { Cell } from './read-sheet.ts'

const columnsOf = (...rows: readonly (readonly Cell[])[]) =>
  findColumns(rows.map((cells, index) => ({ number: index + 1, cells })))

test("of two columns under one heading the first is the pupil's, the second a parent's", () => {
  const found = columnsOf(['Nama', 'NIK', 'Tanggal Lahir', 'Kelas', 'Nama', 'NIK'])
  expect(found).toEqual({
    ok: true,
    value: { firstRow: 1, at: { name: 0, nik: 1, birthDate: 2, className: 3 } },
  })
})

test('a cell is named as a spreadsheet names it', () => {
  expect([0, 7, 25, 26, 51, 52, 701, 702].map((column) => cellName(column, 12))).toEqual(
    ['A', 'H', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'].map((letters) => `${letters}12`),
  )
})
