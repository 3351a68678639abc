import type { Clock } from '../../../hal/contract/clock.ts'
import type { Entropy } from '../../../hal/contract/entropy.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { Personal } from '../../core/personal.ts'
import { uuid7 } from '../../core/uuid.ts'
import { cellName, findColumns } from './find-columns.ts'
import { createFinder } from './find-known.ts'
import { type Cell, readSheet, type SheetFault } from './read-sheet.ts'
import { type ProblemCode, type RowProblem, type RowValues, readStudent } from './read-student.ts'
import type { Student } from './student.ts'

/** The answer to `rekam roster import --json`; personal values are masked. */
export interface ImportReport {
  readonly file: string
  readonly counts: { readonly accepted: number; readonly warned: number; readonly refused: number }
  readonly rows: readonly ReportRow[]
}

export interface ReportRow {
  /** The spreadsheet's own row number. */
  readonly row: number
  readonly verdict: 'accepted' | 'warned' | 'refused'
  readonly problems: readonly {
    readonly code: ProblemCode
    readonly cell: string
    readonly message: string
    readonly remedy: string
  }[]
}

export interface ImportSources {
  readonly clock: Clock
  readonly entropy: Entropy
  /** Pupils known already: they keep their pid, and what the new list does not say. */
  readonly known: readonly Student[]
}

/** Reads a class list whole and judges every row. Nothing is stored here. */
export async function importRoster(
  file: string,
  bytes: Uint8Array,
  sources: ImportSources,
): Promise<Result<{ readonly report: ImportReport; readonly students: readonly Student[] }, SheetFault>> {
  const sheet = await readSheet(bytes)
  if (!sheet.ok) return sheet
  const columns = findColumns(sheet.value)
  if (!columns.ok) return columns
  const thisYear = new Date(sources.clock.wallMs()).getUTCFullYear()
  const listMark = sha256Hex(bytes).slice(0, 8)
  const find = createFinder(sources.known)
  const seen = new Map<string, number>()
  const students: Student[] = []
  const rows: ReportRow[] = []
  for (const row of sheet.value.slice(columns.value.firstRow)) {
    const filled = Object.values(columns.value.at).filter((at) => isFilled(row.cells[at]))
    // Blank rows, footers ("Jumlah siswa: 346") and a second heading row hold no pupil.
    if (filled.length < 2) continue
    const { values, problems } = readStudent(row, columns.value, thisYear)
    const earlier = keysOf(values).flatMap((key) => seen.get(key) ?? [])[0]
    if (earlier !== undefined) problems.push(duplicateOf(earlier, columns.value.at.name ?? 0, row.number))
    const refused = problems.some(({ fatal }) => fatal)
    rows.push({
      row: row.number,
      verdict: refused ? 'refused' : problems.length > 0 ? 'warned' : 'accepted',
      problems: problems.map(({ fatal: _, ...problem }) => problem),
    })
    if (refused) continue
    for (const key of keysOf(values)) seen.set(key, row.number)
    students.push(toStudent(values, `${listMark}-${row.number}`, find(values), sources))
  }
  const count = (verdict: ReportRow['verdict']) => rows.filter((row) => row.verdict === verdict).length
  const counts = { accepted: count('accepted'), warned: count('warned'), refused: count('refused') }
  return ok({ report: { file, counts, rows }, students })
}

function isFilled(cell: Cell | undefined): boolean {
  return String(cell ?? '').trim() !== ''
}

function keysOf(values: Pick<RowValues, 'nik' | 'nisn'>): string[] {
  return [values.nik && `nik ${values.nik}`, values.nisn && `nisn ${values.nisn}`].filter(
    (key) => key !== undefined && key !== '',
  ) as string[]
}

function duplicateOf(earlier: number, column: number, row: number): RowProblem {
  return {
    code: 'duplicate',
    cell: cellName(column, row),
    message: `Siswa ini sudah ada di baris ${earlier}.`,
    remedy: 'Hapus salah satu baris.',
    fatal: true,
  }
}

function toStudent(
  values: RowValues,
  consentRef: string,
  known: Student | undefined,
  { clock, entropy }: ImportSources,
): Student {
  const recordedHere = known?.recordedHere ?? false
  const masked = (value: string | undefined) => (value === undefined ? undefined : new Personal(value))
  return {
    pid: known?.pid ?? uuid7(clock.wallMs(), entropy.bytes(10)),
    name: new Personal(values.name),
    nik: masked(values.nik) ?? known?.nik,
    nisn: masked(values.nisn) ?? known?.nisn,
    birthDate: new Personal(values.birthDate),
    birthPlace: masked(values.birthPlace) ?? known?.birthPlace,
    sex: values.sex,
    className: values.className,
    consentRef: values.consent === undefined ? known?.consentRef : values.consent ? consentRef : undefined,
    married: values.married,
    // A list that is behind must not send a student through twice; a mistake in a list can be put right.
    recorded: recordedHere || (values.recorded ?? known?.recorded ?? false),
    recordedHere,
  }
}
