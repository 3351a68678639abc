import { maskDigits } from '../../core/personal.ts'
import { type Columns, cellName, type Field } from './find-columns.ts'
import { nikDisagreements, readNik } from './nik.ts'
import { readDate } from './read-date.ts'
import type { Cell, SheetRow } from './read-sheet.ts'
import type { StoredStudent } from './student.ts'

/** Something about a row, in words for the attendant; personal values are masked. */
export interface RowProblem {
  readonly code: ProblemCode
  readonly cell: string
  readonly message: string
  readonly remedy: string
  /** A row with a fatal problem is refused. */
  readonly fatal: boolean
}

export type ProblemCode =
  | 'name-missing'
  | 'birth-date-missing'
  | 'birth-date-unreadable'
  | 'birth-year-guessed'
  | 'sex-missing'
  | 'class-missing'
  | 'nik-missing'
  | 'nik-damaged'
  | 'nik-sex-disagrees'
  | 'nik-birth-date-disagrees'
  | 'nisn-missing'
  | 'nisn-repaired'
  | 'nisn-damaged'
  | 'duplicate'

/** A row as read; masked only when it becomes a `Student`. */
export interface RowValues extends Omit<StoredStudent, 'pid' | 'consentRef' | 'recorded' | 'recordedHere'> {
  /** `undefined` where the list does not say. */
  consent: boolean | undefined
  recorded: boolean | undefined
}

/** Reads one row under the headings found. */
export function readStudent(
  row: SheetRow,
  columns: Columns,
  thisYear: number,
): { readonly values: RowValues; readonly problems: RowProblem[] } {
  const problems: RowProblem[] = []
  const at = (field: Field): Cell => row.cells[columns.at[field] ?? -1] ?? null
  const text = (field: Field) =>
    String(at(field) ?? '')
      .replace(/\s+/g, ' ')
      .trim()
  const note = (field: Field, code: ProblemCode, message: string, remedy: string, fatal = false) =>
    void problems.push({ code, cell: cellName(columns.at[field] ?? 0, row.number), message, remedy, fatal })
  const name = text('name').toUpperCase()
  if (!name) note('name', 'name-missing', 'Nama kosong.', 'Isi nama siswa.', true)
  const birth = readBirth(at, text, thisYear, note)
  const className = text('className').toUpperCase()
  if (!className) note('className', 'class-missing', 'Kelas kosong.', 'Isi kelas atau rombel siswa.', true)
  const nik = readNikCell(at('nik'), note)
  const nisn = readNisnCell(at('nisn'), note)
  const nikFacts = nik === undefined ? undefined : readNik(nik)
  const sex = readSex(text('sex')) ?? nikFacts?.sex
  if (!sex) note('sex', 'sex-missing', 'Jenis kelamin tidak terbaca.', 'Isi L atau P.', true)
  const values = {
    name,
    nik,
    nisn,
    birthDate: birth.date,
    birthPlace: birth.place || undefined,
    sex: sex ?? 'L',
    className,
    consent: yesNo(text('consent')),
    recorded: yesNo(text('recorded')),
    married: yesNo(text('married')) ?? false,
  }
  if (nikFacts && birth.date && sex) {
    for (const what of nikDisagreements(nikFacts, birth.date, sex)) {
      const [code, words] =
        what === 'sex'
          ? (['nik-sex-disagrees', 'jenis kelamin'] as const)
          : (['nik-birth-date-disagrees', 'tanggal lahir'] as const)
      note(
        'nik',
        code,
        `NIK tidak cocok dengan ${words}.`,
        'Cocokkan dengan Kartu Keluarga. Siswa tetap boleh direkam.',
      )
    }
  }
  return { values, problems }
}

type Note = (field: Field, code: ProblemCode, message: string, remedy: string, fatal?: boolean) => void

function readBirth(
  at: (field: Field) => Cell,
  text: (field: Field) => string,
  thisYear: number,
  note: Note,
): { readonly date: string; readonly place: string } {
  const both = /^(.*?)[,\s]+(\d.*)$/.exec(text('birthPlaceAndDate'))
  const field = text('birthDate') ? 'birthDate' : 'birthPlaceAndDate'
  const cell = field === 'birthDate' ? at('birthDate') : (both?.[2] ?? text('birthPlaceAndDate'))
  const place = text('birthPlace') || (both?.[1] ?? '')
  if (!String(cell ?? '').trim()) {
    note(
      field,
      'birth-date-missing',
      'Tanggal lahir kosong.',
      'Isi tanggal lahir, misalnya 12-05-2009.',
      true,
    )
    return { date: '', place }
  }
  const read = readDate(cell, thisYear)
  if (!read) {
    note(
      field,
      'birth-date-unreadable',
      'Tanggal lahir tidak ada di kalender atau tidak terbaca.',
      'Tulis seperti 12-05-2009 menurut akta lahir.',
      true,
    )
    return { date: '', place }
  }
  if (read.guessedCentury) {
    note(field, 'birth-year-guessed', 'Tahun lahir hanya dua angka.', 'Periksa tahunnya, tulis empat angka.')
  }
  return { date: read.date, place }
}

function readNikCell(cell: Cell, note: Note): string | undefined {
  const digits = String(cell ?? '').replace(/[\s'.-]/g, '')
  if (!digits) {
    note('nik', 'nik-missing', 'NIK kosong.', 'Salin NIK dari Kartu Keluarga. Siswa dapat memakai NISN.')
    return undefined
  }
  // A number that long has lost its last digits inside the spreadsheet: sixteen digits do not fit.
  const asNumber = typeof cell === 'number' || /e\+/i.test(digits)
  if (asNumber || !readNik(digits)) {
    const why = asNumber ? 'NIK rusak oleh Excel (tersimpan sebagai angka)' : 'NIK tidak benar'
    const remedy = 'Ketik ulang 16 angka dari Kartu Keluarga dengan format teks. Siswa dapat memakai NISN.'
    note('nik', 'nik-damaged', `${why}: ${maskDigits(digits)}.`, remedy)
    return undefined
  }
  return digits
}

function readNisnCell(cell: Cell, note: Note): string | undefined {
  const digits = String(cell ?? '').replace(/[\s'.-]/g, '')
  if (/^\d{10}$/.test(digits)) return digits
  if (!digits) {
    note('nisn', 'nisn-missing', 'NISN kosong.', 'Isi NISN dari Dapodik. Siswa dapat memakai NIK.')
    return undefined
  }
  if (/^\d{7,9}$/.test(digits)) {
    note(
      'nisn',
      'nisn-repaired',
      'Angka nol di depan NISN hilang dan sudah ditambahkan.',
      'Simpan kolom NISN sebagai teks.',
    )
    return digits.padStart(10, '0')
  }
  note(
    'nisn',
    'nisn-damaged',
    `NISN bukan 10 angka: ${maskDigits(digits.slice(0, 20))}.`,
    'Salin NISN dari Dapodik.',
  )
  return undefined
}

function readSex(text: string): 'L' | 'P' | undefined {
  if (/^(l|lk|laki.*|pria|m)$/i.test(text)) return 'L'
  return /^(p|pr|perempuan|wanita|f)$/i.test(text) ? 'P' : undefined
}

function yesNo(text: string): boolean | undefined {
  if (/^(ada|sudah|ya|y|v|kawin|menikah|1)$/i.test(text)) return true
  return /^(belum|tidak|tdk|t|0|-|belum kawin)$/i.test(text) ? false : undefined
}
