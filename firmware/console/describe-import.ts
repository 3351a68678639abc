import { differenceWords } from '../school/roster/describe-finding.ts'
import type { ImportReport } from '../school/roster/import-roster.ts'
import type { ClassSummary, RosterConflict, RosterSummary } from './roster-summary.ts'

/** Every problem of a list, one a line, as an attendant reads it. */
export function problemLines({ rows }: ImportReport): readonly string[] {
  return rows.flatMap(({ row, verdict, problems }) =>
    problems.map(({ cell, message, remedy }) => {
      const word = verdict === 'refused' ? 'DITOLAK' : 'periksa'
      return `  baris ${row} (${cell}) ${word}: ${message} ${remedy}`
    }),
  )
}

const namesShown = 5

/** Pupils known who are not on the list, a line for each class. */
export function missingLines({ missing }: ImportReport): readonly string[] {
  return missing.map(({ className, count, names, isMarked }) => {
    const shown = `${names.slice(0, namesShown).join(', ')}${count > namesShown ? ', ...' : ''}`
    const outcome = isMarked
      ? 'ditandai tidak ada di daftar'
      : 'daftar ini hanya sebagian kelas, tidak ditandai'
    return `  ${className}: ${count} siswa tidak ada di daftar ini (${shown}): ${outcome}`
  })
}

/** The roster by class, then all that waits for an attendant. */
export function summaryLines({ classes, conflicts, lost }: RosterSummary): readonly string[] {
  return [
    ...classes.map(classLine),
    ...conflicts.map(conflictLine),
    ...lost.map((name) => `${name}: RUSAK, impor lagi daftar kelas ini`),
  ]
}

function classLine({ className, students, consented, recorded, ...rest }: ClassSummary): string {
  const more = [
    [rest.refused, 'menolak'],
    [rest.unclear, 'izinnya tidak jelas'],
    [rest.notOnList, 'tidak ada di daftar terbaru'],
  ] as const
  const said = more.flatMap(([count, words]) => (count > 0 ? [`, ${count} ${words}`] : []))
  return `${className}: ${students} siswa, ${consented} berizin, ${recorded} sudah direkam${said.join('')}`
}

function conflictLine({ className, name, differs, list, row }: RosterConflict): string {
  const place = row === undefined ? `daftar ${list}` : `daftar ${list} baris ${row}`
  return `${className}: BENTROK ${name}, ${place}: ${differenceWords(differs)}. Perbaiki daftar itu, lalu impor lagi.`
}
