import { cellName, type Field } from './find-columns.ts'

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
  | 'sex-not-understood'
  | 'class-missing'
  | 'nik-missing'
  | 'nik-damaged'
  | 'nik-placeholder'
  | 'nik-shared'
  | 'nik-sex-disagrees'
  | 'nik-birth-date-disagrees'
  | 'nisn-missing'
  | 'nisn-repaired'
  | 'nisn-damaged'
  | 'nisn-placeholder'
  | 'nisn-shared'
  | 'consent-not-understood'
  | 'consent-withdrawn'
  | 'recorded-not-understood'
  | 'married-not-understood'
  | 'name-respelled'
  | 'namesake'
  | 'conflict'
  | 'duplicate'

/** Notes a problem of one row under the heading it belongs to. */
export type Note = (field: Field, code: ProblemCode, message: string, remedy: string, fatal?: boolean) => void

/** Collects the problems of one row. */
export function createNote(
  problems: RowProblem[],
  at: Readonly<Partial<Record<Field, number>>>,
  row: number,
): Note {
  return (field, code, message, remedy, fatal = false) =>
    void problems.push({ code, cell: cellName(at[field] ?? at.name ?? 0, row), message, remedy, fatal })
}
