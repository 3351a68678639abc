import { maskName } from '../../core/mask-name.ts'
import { maskDigits } from '../../core/personal.ts'
import type { Columns, Field } from './find-columns.ts'
import type { ListedStudent } from './listed-student.ts'
import { nikDisagreements, readNik } from './nik.ts'
import { readDate } from './read-date.ts'
import type { Cell, SheetRow } from './read-sheet.ts'
import { readConsent, readMarried, readRecorded, type Said } from './read-words.ts'
import { createNote, type Note, type RowProblem } from './row-problem.ts'

/** A row as read: a pupil in the list's words, but for the id and the place of the paper. */
export type RowValues = Omit<ListedStudent, 'pid' | 'consentRef'>

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
  const note = createNote(problems, columns.at, row.number)
  const name = text('name').toUpperCase()
  if (!name) note('name', 'name-missing', 'Nama kosong.', 'Isi nama siswa.', true)
  const birth = readBirth(at, text, thisYear, note)
  const className = text('className').toUpperCase()
  if (!className) note('className', 'class-missing', 'Kelas kosong.', 'Isi kelas atau rombel siswa.', true)
  const nik = readNikCell(at('nik'), note)
  const nisn = readNisnCell(at('nisn'), note)
  const nikFacts = nik === undefined ? undefined : readNik(nik)
  const sexSaid = readSex(text('sex'))
  const sex = sexSaid ?? nikFacts?.sex
  if (sex && !sexSaid && text('sex'))
    note(
      'sex',
      'sex-not-understood',
      `${quote(text('sex'))} tidak dimengerti; dipakai dari NIK.`,
      'Isi L atau P.',
    )
  if (!sex) note('sex', 'sex-missing', 'Jenis kelamin tidak terbaca.', 'Isi L atau P.', true)
  const values = {
    name,
    nik,
    nisn,
    birthDate: birth.date,
    birthPlace: birth.place || undefined,
    sex: sex ?? 'L',
    className,
    consent: readSaid('consent', text('consent'), note),
    recorded: readSaid('recorded', text('recorded'), note),
    married: readSaid('married', text('married'), note),
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

const saidIn = {
  consent: {
    read: readConsent,
    code: 'consent-not-understood',
    means: 'Izin tidak berlaku selama kata ini belum jelas.',
    remedy: 'Tulis Ya atau Tidak menurut surat orang tua.',
  },
  recorded: {
    read: readRecorded,
    code: 'recorded-not-understood',
    means: 'Status perekaman tidak berubah.',
    remedy: 'Tulis Sudah atau Belum.',
  },
  married: {
    read: readMarried,
    code: 'married-not-understood',
    means: 'Status kawin tidak berubah.',
    remedy: 'Tulis Kawin atau Belum kawin.',
  },
} as const

function readSaid(field: keyof typeof saidIn, text: string, note: Note): Said {
  const { read, code, means, remedy } = saidIn[field]
  const said = read(text)
  if (said === 'unclear') note(field, code, `${quote(text)} tidak dimengerti. ${means}`, remedy)
  return said
}

// A short word is no person; anything longer may have slipped from another column.
function quote(text: string): string {
  const isWord = /^[^\d\s]{1,12}$/u.test(text)
  return `"${isWord ? text : maskDigits(maskName(text.slice(0, 40)))}"`
}

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
  if (isPlaceholder(digits)) {
    note('nik', 'nik-placeholder', placeholderWords('NIK'), 'Salin NIK dari Kartu Keluarga.')
    return undefined
  }
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
  if (isPlaceholder(digits)) {
    note('nisn', 'nisn-placeholder', placeholderWords('NISN'), 'Salin NISN dari Dapodik.')
    return undefined
  }
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

/** One digit over and over, or counting up: typed only to fill the cell. */
function isPlaceholder(digits: string): boolean {
  return /^(\d)\1{5,}$/.test(digits) || (digits.length > 8 && '01234567890123456789'.includes(digits))
}

function placeholderWords(what: string): string {
  return `${what} ini hanya pengisi, bukan nomor siswa. Nomor tidak dipakai.`
}

function readSex(text: string): 'L' | 'P' | undefined {
  if (/^(l|lk|laki.*|pria|m)$/i.test(text)) return 'L'
  return /^(p|pr|perempuan|wanita|f)$/i.test(text) ? 'P' : undefined
}
