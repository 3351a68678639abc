import type { Clock } from '../../../hal/contract/clock.ts'
import type { Entropy } from '../../../hal/contract/entropy.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { uuid7 } from '../../core/uuid.ts'
import { describeFinding } from './describe-finding.ts'
import { type Columns, findColumns } from './find-columns.ts'
import { findMissing, type MissingPupils } from './find-missing.ts'
import type { ListedStudent } from './listed-student.ts'
import type { Decision } from './match-rows.ts'
import { type Merged, mergeList } from './merge-list.ts'
import { type Cell, readSheet, type SheetFault, type SheetRow } from './read-sheet.ts'
import { readStudent } from './read-student.ts'
import { createNote, type ProblemCode, type RowProblem } from './row-problem.ts'
import type { Student } from './student.ts'

/** The answer to `rekam roster import --json`; personal values are masked. */
export interface ImportReport {
  readonly file: string
  readonly counts: { readonly accepted: number; readonly warned: number; readonly refused: number }
  readonly rows: readonly ReportRow[]
  /** Pupils known who are not on this list, for each class that it has. */
  readonly missing: readonly MissingPupils[]
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
  /** The attendant's answers to conflicts of an earlier try, by the spreadsheet's row. */
  readonly decisions?: ReadonlyMap<number, Decision>
}

export interface Imported {
  readonly report: ImportReport
  /** To be stored: the rows taken, and the pupils known whom the list changes. */
  readonly students: readonly Student[]
  /** The rows taken, in the words of the list. */
  readonly listed: readonly ListedStudent[]
}

/** Reads a class list whole and judges every row. Nothing is stored here. */
export async function importRoster(
  file: string,
  bytes: Uint8Array,
  sources: ImportSources,
): Promise<Result<Imported, SheetFault>> {
  const sheet = await readSheet(bytes)
  if (!sheet.ok) return sheet
  const columns = findColumns(sheet.value)
  if (!columns.ok) return columns
  const listMark = sha256Hex(bytes).slice(0, 8)
  const read = readRows(sheet.value, columns.value, listMark, sources)
  const [taken, unreadable] = [
    read.filter(({ isReadable }) => isReadable),
    read.filter((row) => !row.isReadable),
  ]
  const rows = taken.map(({ row }) => row)
  const merged = mergeList(sources.known, {
    listed: taken.map(({ listed }) => listed),
    unreadable: unreadable.map(({ listed }) => listed),
    source: 'school',
    list: listMark,
    rows,
    decisions: placesOf(sources.decisions, rows),
  })
  for (const [at, one] of taken.entries()) describe(one, merged.rows[at]?.findings ?? [], columns.value, rows)
  for (const [at, one] of unreadable.entries())
    describe(one, merged.unreadable[at] ?? [], columns.value, rows)
  const classNames = read.map(({ listed }) => listed.className)
  const { missing, marked } = findMissing(sources.known, classNames, merged.spokenOf)
  return ok({
    report: reportOf(file, read, missing),
    students: [...merged.students, ...marked],
    listed: taken.flatMap(({ listed }, at) => asTaken(listed, merged.rows[at]?.student)),
  })
}

interface ReadRow {
  readonly row: number
  readonly listed: ListedStudent
  readonly problems: RowProblem[]
  readonly isReadable: boolean
}

function readRows(
  sheet: readonly SheetRow[],
  columns: Columns,
  listMark: string,
  { clock, entropy }: ImportSources,
): readonly ReadRow[] {
  const thisYear = new Date(clock.wallMs()).getUTCFullYear()
  return sheet.slice(columns.firstRow).flatMap((row): ReadRow[] => {
    const filled = Object.values(columns.at).filter((at) => isFilled(row.cells[at]))
    // Blank rows, footers ("Jumlah siswa: 346") and a second heading row hold no pupil.
    if (filled.length < 2) return []
    const { values, problems } = readStudent(row, columns, thisYear)
    const pid = uuid7(clock.wallMs(), entropy.bytes(10))
    const listed = { ...values, pid, consentRef: `${listMark}-${row.number}` }
    return [{ row: row.number, listed, problems, isReadable: !problems.some(({ fatal }) => fatal) }]
  })
}

function isFilled(cell: Cell | undefined): boolean {
  return String(cell ?? '').trim() !== ''
}

function placesOf(
  decisions: ReadonlyMap<number, Decision> | undefined,
  rows: readonly number[],
): ReadonlyMap<number, Decision> {
  return new Map(
    rows.flatMap((row, at) => {
      const decision = decisions?.get(row)
      return decision ? [[at, decision] as const] : []
    }),
  )
}

function describe(
  { row, listed, problems }: ReadRow,
  findings: Merged['unreadable'][number],
  { at }: Columns,
  rows: readonly number[],
): void {
  const note = createNote(problems, at, row)
  for (const finding of findings) describeFinding(finding, listed, row, (place) => rows[place] ?? 0, note)
}

function reportOf(file: string, read: readonly ReadRow[], missing: ImportReport['missing']): ImportReport {
  const rows = read.map(({ row, problems }): ReportRow => {
    const refused = problems.some(({ fatal }) => fatal)
    return {
      row,
      verdict: refused ? 'refused' : problems.length > 0 ? 'warned' : 'accepted',
      problems: problems.map(({ fatal: _, ...problem }) => problem),
    }
  })
  const count = (verdict: ReportRow['verdict']) => rows.filter((row) => row.verdict === verdict).length
  const counts = { accepted: count('accepted'), warned: count('warned'), refused: count('refused') }
  return { file, counts, rows, missing }
}

// Under the id that is stored, and without the numbers that others have too.
function asTaken(listed: ListedStudent, student: Student | undefined): readonly ListedStudent[] {
  if (!student) return []
  return [{ ...listed, pid: student.pid, nik: student.nik?.reveal(), nisn: student.nisn?.reveal() }]
}
