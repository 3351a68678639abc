import { err, ok, type Result } from '../../../hal/contract/result.ts'
import type { SheetFault, SheetRow } from './read-sheet.ts'

export type Field =
  | 'name'
  | 'nik'
  | 'nisn'
  | 'sex'
  | 'birthPlace'
  | 'birthDate'
  | 'birthPlaceAndDate'
  | 'className'
  | 'consent'
  | 'recorded'
  | 'married'

export interface Columns {
  /** Index in `rows` of the first row below the headings. */
  readonly firstRow: number
  readonly at: Readonly<Partial<Record<Field, number>>>
}

// Headings as schools write them, letters only. The first column that fits is the pupil's own: in Dapodik
// exports those of father, mother and guardian stand under merged cells in the second heading row.
const headings: readonly (readonly [Field, RegExp])[] = [
  ['name', /^nama(lengkap|siswa|pesertadidik|murid)?$/],
  ['nik', /^(nik|niksiswa|noktp|nomorindukkependudukan)$/],
  ['nisn', /^(nisn|nomorinduksiswanasional)$/],
  ['sex', /^(jk|lp|jeniskelamin|kelamin)$/],
  ['birthPlaceAndDate', /^(ttl|tempat(dan)?(tgl|tanggal)lahir)$/],
  ['birthPlace', /^(tempatlahir|tmplahir)$/],
  ['birthDate', /^(tanggallahir|tgllahir)$/],
  ['className', /^(kelas|rombel|rombelsaatini|rombonganbelajar)$/],
  ['consent', /^(izin|ijin|persetujuan)(orangtua|ortu|wali)/],
  ['recorded', /^(sudahrekam|status(pe)?rekam(an)?|sudahperekaman)/],
  ['married', /^(menikah|kawin|statuskawin|statusperkawinan)/],
]

const furthestHeading = 20

/** Finds the row of headings near the top and which column holds what. */
export function findColumns(rows: readonly SheetRow[]): Result<Columns, SheetFault> {
  for (const [index, row] of rows.slice(0, furthestHeading).entries()) {
    const at: Partial<Record<Field, number>> = {}
    for (const [column, cell] of row.cells.entries()) {
      const letters = String(cell ?? '')
        .toLowerCase()
        .replace(/[^a-z]/g, '')
      const field = headings.find(([, pattern]) => pattern.test(letters))?.[0]
      if (field !== undefined) at[field] ??= column
    }
    const dated = at.birthDate !== undefined || at.birthPlaceAndDate !== undefined
    if (at.name !== undefined && dated && at.className !== undefined) return ok({ firstRow: index + 1, at })
  }
  return err({
    kind: 'no-headings',
    row: Math.min(rows.length, furthestHeading),
    reason: `Judul kolom tidak ditemukan di ${Math.min(rows.length, furthestHeading)} baris pertama.`,
    remedy: 'Pastikan ada kolom Nama, Tanggal Lahir dan Kelas (atau Rombel), lalu impor lagi.',
  })
}

/** The name of a cell as a spreadsheet shows it, such as `H12`. */
export function cellName(column: number, row: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return `${letters}${row}`
}
