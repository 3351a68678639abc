import type { Student } from './student.ts'

/** The facts that distinguish one pupil from another on a list. */
export interface StudentWords {
  readonly nik?: string | undefined
  readonly nisn?: string | undefined
  readonly name: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
}

/** Finds the same pupil among those known: by NIK, else by NISN, else by name and birth date. */
export function createFinder(known: readonly Student[]): (words: StudentWords) => Student | undefined {
  const byKey = new Map<string, Student>()
  for (const student of known) {
    byKey.set(`name ${student.name.reveal()} ${student.birthDate.reveal()}`, student)
    if (student.nisn) byKey.set(`nisn ${student.nisn.reveal()}`, student)
    if (student.nik) byKey.set(`nik ${student.nik.reveal()}`, student)
  }
  return ({ nik, nisn, name, birthDate }) =>
    (nik ? byKey.get(`nik ${nik}`) : undefined) ??
    (nisn ? byKey.get(`nisn ${nisn}`) : undefined) ??
    byKey.get(`name ${name} ${birthDate}`)
}
