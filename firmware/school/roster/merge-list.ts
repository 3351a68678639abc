import { masked, Personal } from '../../core/personal.ts'
import { type Changed, endConsent, endedConsent, rememberConflict, takeNumbers } from './change-others.ts'
import { plainName } from './compare-people.ts'
import { consentAfter } from './consent-after.ts'
import { createFinder } from './find-known.ts'
import type { Finding } from './finding.ts'
import type { ListedStudent } from './listed-student.ts'
import { type Decision, matchRows, type RowMatch, type TakenRow } from './match-rows.ts'
import type { Student } from './student.ts'

/** A list that is to count from now on. */
export interface ListToMerge {
  readonly listed: readonly ListedStudent[]
  /** Rows with something missing that a pupil needs: not taken, but they may still be about pupils known. */
  readonly unreadable?: readonly ListedStudent[]
  /** The school holds the parents' papers; the registry repeats what it was told. */
  readonly source: 'school' | 'registry'
  /** Names the list where a conflict is remembered. */
  readonly list: string
  /** The spreadsheet's row of each pupil listed; the registry's list has none. */
  readonly rows?: readonly number[]
  /** An attendant's answers to conflicts, by place in `listed`. */
  readonly decisions?: ReadonlyMap<number, Decision>
}

/** The outcome for one pupil listed; without a `student` the row is held back. */
export interface MergedRow {
  readonly student?: Student
  readonly findings: readonly Finding[]
}

export interface Merged {
  /** In the order of `listed`. */
  readonly rows: readonly MergedRow[]
  /** In the order of `unreadable`. */
  readonly unreadable: readonly (readonly Finding[])[]
  /** All to be stored: the rows taken, and pupils known whom a row changes without being theirs. */
  readonly students: readonly Student[]
  /** Pids of all pupils whom this list may be about. */
  readonly spokenOf: ReadonlySet<string>
}

/**
 * Merges a list into what is known. A list takes back nothing that it does not speak of. A row that may be a pupil
 * known and may be another person is held back and remembered at the pupil: nothing passes between them, but a refusal
 * of consent counts for all whom it may be about.
 */
export function mergeList(known: readonly Student[], list: ListToMerge): Merged {
  const changed: Changed = new Map()
  const rows = takeRows(known, list, changed)
  for (const [at, { findings }] of rows.entries()) {
    const row = list.rows?.[at]
    for (const one of findings)
      rememberConflict(changed, one, { list: list.list, ...(row !== undefined && { row }) })
  }
  const told = rows.map((row, at): MergedRow => {
    const student = row.student && changed.get(row.student.pid)
    if (student) return { student, findings: row.findings }
    const ended = obeyRefusal(changed, list.listed[at], heldFor(row.findings, rows), list.source)
    return { findings: [...row.findings, ...ended] }
  })
  const meantBy = createMeantBy(known)
  const meant = (list.unreadable ?? []).map(meantBy)
  const unreadable = meant.map((pupils, at) =>
    obeyRefusal(changed, list.unreadable?.[at], pupils, list.source),
  )
  const spokenOf = new Set([...changed.keys(), ...meant.flat().map(({ pid }) => pid)])
  // A row that came later in the list may have changed a pupil again.
  const last = told.map(({ student, findings }) => {
    const now = student && changed.get(student.pid)
    return now ? { student: now, findings } : { findings }
  })
  return { rows: last, unreadable, students: [...changed.values()], spokenOf }
}

function takeRows(known: readonly Student[], list: ListToMerge, changed: Changed): readonly MergedRow[] {
  const matches = matchRows(known, list.listed, list.decisions)
  const byPid = new Map(known.map((student) => [student.pid, student]))
  const rows = list.listed.map((listed, at): MergedRow => {
    const match = matches[at]
    if (match?.type !== 'taken') return { findings: match ? [match] : [] }
    // The registry names new pupils by pids of its own; an id is given once.
    const owner = match.known ? undefined : (changed.get(listed.pid) ?? byPid.get(listed.pid))
    if (owner) return { findings: [{ type: 'conflict', known: [owner], differs: ['several'] }] }
    const student = toStudent(listed, match, list.source)
    changed.set(student.pid, student)
    return { student, findings: [...match.findings, ...endedConsent(match.known, student)] }
  })
  for (const match of matches) if (isTaken(match)) takeNumbers(changed, match.takenFrom)
  return rows
}

const isTaken = (match: RowMatch): match is TakenRow => match.type === 'taken'

function toStudent(
  listed: ListedStudent,
  { known, nik, nisn }: TakenRow,
  source: ListToMerge['source'],
): Student {
  const recordedHere = known?.recordedHere ?? false
  return {
    pid: known?.pid ?? listed.pid,
    name: new Personal(listed.name),
    nik: masked(nik) ?? known?.nik,
    nisn: masked(nisn) ?? known?.nisn,
    birthDate: new Personal(listed.birthDate),
    birthPlace: masked(listed.birthPlace) ?? known?.birthPlace,
    sex: listed.sex,
    className: listed.className,
    ...consentAfter(known, listed, source),
    married: isYes(listed.married) ?? known?.married ?? false,
    // A list that is behind must not send a student through twice; a mistake in a list can be put right.
    recorded: recordedHere || (isYes(listed.recorded) ?? known?.recorded ?? false),
    recordedHere,
    notOnList: source === 'registry' && known?.notOnList === true,
    conflict: undefined,
  }
}

function isYes(said: ListedStudent['recorded']): boolean | undefined {
  return said === 'yes' || said === 'no' ? said === 'yes' : undefined
}

/** The pupils known whom a row that is held back may be about. */
function heldFor(findings: readonly Finding[], rows: readonly MergedRow[]): readonly Student[] {
  return findings.flatMap((one): readonly Student[] => {
    if (one.type === 'conflict') return one.known
    if (one.type !== 'duplicate') return []
    const first = rows[one.of]
    return first?.student ? [first.student] : heldFor(first?.findings ?? [], rows)
  })
}

function obeyRefusal(
  changed: Changed,
  listed: ListedStudent | undefined,
  pupils: readonly Student[],
  source: ListToMerge['source'],
): readonly Finding[] {
  const consent = listed?.consent
  if (consent !== 'no' && consent !== 'unclear') return []
  return pupils.flatMap((one) => endConsent(changed, one, consent, source))
}

// By a number, else by the name within the class.
function createMeantBy(known: readonly Student[]): (row: ListedStudent) => readonly Student[] {
  const finder = createFinder(known)
  const placeOf = (className: string, name: string) => `${className}\n${plainName(name)}`
  const byPlace = Map.groupBy(known, ({ className, name }) => placeOf(className, name.reveal()))
  return (row) => {
    const owners = finder.byNumber(row)
    return owners.length > 0 ? owners : (byPlace.get(placeOf(row.className, row.name)) ?? [])
  }
}
