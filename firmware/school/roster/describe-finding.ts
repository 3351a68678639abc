import { exhaustive } from '../../core/exhaustive.ts'
import { maskName } from '../../core/mask-name.ts'
import type { Field } from './find-columns.ts'
import type { Finding } from './finding.ts'
import type { ListedStudent } from './listed-student.ts'
import type { Note } from './row-problem.ts'
import type { Difference, Student } from './student.ts'

/** Says a finding about a row to the attendant. `rowAt` gives the spreadsheet's row of a place in the list. */
export function describeFinding(
  finding: Finding,
  listed: Pick<ListedStudent, 'nik' | 'nisn'>,
  row: number,
  rowAt: (place: number) => number,
  note: Note,
): void {
  switch (finding.type) {
    case 'duplicate':
      return note(
        'name',
        'duplicate',
        `Siswa ini sudah ada di baris ${rowAt(finding.of)}.`,
        'Hapus salah satu baris.',
        true,
      )
    case 'conflict':
      return note(
        disputedField(finding.known, listed),
        'conflict',
        `Baris ini mungkin ${names(finding.known)}, mungkin orang lain: ${differenceWords(finding.differs)}. Tidak ada yang diwariskan.`,
        `Periksa dengan akta lahir. Memang siswa itu: impor lagi dengan --same ${row}. Orang lain: --other ${row}.`,
        true,
      )
    case 'shared':
      return note(
        finding.field,
        `${finding.field}-shared`,
        finding.known
          ? `${fieldWords[finding.field]} ini sudah dipakai ${names([finding.known])}. Di baris ini nomor tidak dipakai.`
          : `${fieldWords[finding.field]} ini dipakai lebih dari satu siswa. Nomor tidak dipakai.`,
        'Salin nomor masing-masing dari Kartu Keluarga atau Dapodik; nomor KK bukan NIK.',
      )
    case 'namesake':
      return note(
        'name',
        'namesake',
        `Nama dan tanggal lahir sama dengan ${names([finding.known])}. Dianggap orang lain, izin tidak diwariskan.`,
        'Bila nomornya hanya dibetulkan, isi izin di baris ini.',
      )
    case 'respelled':
      return note(
        'name',
        'name-respelled',
        `Ejaan nama berubah dari ${names([finding.known])}.`,
        'Cocokkan dengan akta lahir.',
      )
    case 'consent-ends':
      return note('consent', 'consent-withdrawn', endWords(finding), endRemedy(finding.known))
    default:
      return exhaustive(finding)
  }
}

/** The differences, as an attendant reads them. */
export function differenceWords(differs: readonly Difference[]): string {
  return differs.map((one) => fieldWords[one]).join(', ')
}

const fieldWords: Readonly<Record<Difference, string>> = {
  name: 'nama berbeda',
  'birth-date': 'tanggal lahir berbeda',
  sex: 'jenis kelamin berbeda',
  nik: 'NIK',
  nisn: 'NISN',
  several: 'lebih dari satu siswa cocok',
}

/** Masked, with the class. */
function names(students: readonly Student[]): string {
  return students.map(({ name, className }) => `${maskName(name.reveal())} (${className})`).join(' / ')
}

function disputedField(known: readonly Student[], listed: Pick<ListedStudent, 'nik' | 'nisn'>): Field {
  const fields = ['nisn', 'nik'] as const
  const isTheirs = (field: 'nik' | 'nisn') =>
    listed[field] !== undefined && known.some((student) => student[field]?.reveal() === listed[field])
  return fields.find(isTheirs) ?? 'name'
}

function endWords({ known, why }: Extract<Finding, { type: 'consent-ends' }>): string {
  const ends = why === 'refused' ? 'dicabut oleh baris ini' : 'tidak berlaku lagi: katanya tidak jelas'
  return `Izin untuk ${names([known])} ${ends}.`
}

function endRemedy({ recordedHere }: Student): string {
  return recordedHere
    ? 'Siswa ini sudah direkam di kios ini: beri tahu Dukcapil.'
    : 'Siswa ini tidak direkam sampai izinnya jelas.'
}
