import { expect, test } from 'vitest'
import { findColumns } from './find-columns.ts'
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
