import { contradictions, type NumberField, numberFields, numberKey, wordsOf } from './compare-people.ts'
import { createFinder, type Finder, type Match, type Shared } from './find-known.ts'
import type { ConflictFinding, Finding } from './finding.ts'
import type { ListedStudent } from './listed-student.ts'
import { findSharedNumbers } from './shared-numbers.ts'
import type { Student } from './student.ts'

/** An attendant's answer to a conflict: the row is the pupil known, or is another one whose number it really is. */
export type Decision = 'same' | 'other'

/** The person behind a row of a list. */
export type RowMatch = TakenRow | ConflictFinding | { readonly type: 'duplicate'; readonly of: number }

/** Nobody is `known` where the row is a new pupil. */
export interface TakenRow {
  readonly type: 'taken'
  /** Without the numbers that were found to be shared. */
  readonly known?: Student
  readonly nik: string | undefined
  readonly nisn: string | undefined
  readonly findings: readonly Finding[]
  /** Numbers that leave pupils known, by an attendant's decision. */
  readonly takenFrom: readonly Shared[]
}

/** Finds out who each row is. A pupil known is given out once: of two rows that would be the same, none is silently. */
export function matchRows(
  known: readonly Student[],
  listed: readonly ListedStudent[],
  decisions: ReadonlyMap<number, Decision> = new Map(),
): readonly RowMatch[] {
  const finder = createFinder(known)
  const { duplicates, shared } = findSharedNumbers(listed)
  const isShared = (field: NumberField, row: ListedStudent) => shared.has(numberKey(field, row[field]))
  const first = listed.map((row, at) => (duplicates.has(at) ? undefined : matchWhole(finder, row, isShared)))
  const taken = new Set(first.flatMap((one) => (one?.match.type === 'same' ? byNumber(one.match) : [])))
  const second = listed.map((row, at) => {
    const one = first[at]
    const isByName = one?.match.type === 'conflict' || (one?.match.type === 'same' && !one.match.byNumber)
    if (!isByName) return one
    return matchWhole(finder, row, isShared, taken)
  })
  const claims = countClaims(second)
  const settled = second.map((one, at) => one && settle(one, decisions.get(at), claims))
  const owned = new Set(settled.flatMap((one) => (one?.type === 'taken' && one.known ? [one.known.pid] : [])))
  return listed.map((row, at): RowMatch => {
    const one = settled[at]
    if (!one) return { type: 'duplicate', of: duplicates.get(at) ?? at }
    return one.type === 'taken' ? withoutOwned(one, row, owned) : one
  })
}

interface Matched {
  readonly match: Match
  readonly row: ListedStudent
  /** Numbers that others have as well: the row goes on without. */
  readonly dropped: readonly Finding[]
  readonly lost: ReadonlySet<NumberField>
}

const byNumber = (match: Extract<Match, { type: 'same' }>) => (match.byNumber ? [match.known.pid] : [])

// A pupil known vouches for a row by a number that others in the list have too; after that the number is nobody's.
function matchWhole(
  finder: Finder,
  row: ListedStudent,
  isShared: (field: NumberField, row: ListedStudent) => boolean,
  taken?: ReadonlySet<string>,
): Matched {
  const inList = numberFields.filter((field) => isShared(field, row))
  const dropped: Finding[] = inList.map((field) => ({ type: 'shared', field }))
  const lost = new Set(inList)
  const own = without(row, lost)
  let match = finder.match(row, taken)
  if (match.type !== 'same' && inList.length > 0) match = finder.match(own, taken)
  if (match.type !== 'same' && match.type !== 'shared') return { match, row: own, dropped, lost }
  const others = match.shared.filter(({ field }) => !lost.has(field))
  const rest = without(own, new Set(others.map(({ field }) => field)))
  if (match.type === 'shared') match = notAgainst(own, finder.match(rest, taken))
  return {
    match,
    row: rest,
    dropped: [...dropped, ...others.map((one) => ({ type: 'shared', ...one }) as const)],
    lost,
  }
}

// A number that somebody else has is still not that of a namesake who has another one.
function notAgainst(row: ListedStudent, match: Match): Match {
  if (match.type !== 'same' || contradictions(row, wordsOf(match.known)).length === 0) return match
  return { type: 'new', namesakes: [match.known] }
}

function without(row: ListedStudent, lost: ReadonlySet<NumberField>): ListedStudent {
  const copy = { ...row }
  for (const field of lost) delete copy[field]
  return copy
}

function settle(
  { match, row, dropped, lost }: Matched,
  decision: Decision | undefined,
  claims: ReadonlyMap<string, Claims>,
): TakenRow | ConflictFinding {
  const { nik, nisn } = row
  const whole = { type: 'taken', nik, nisn, findings: dropped, takenFrom: [] } as const
  switch (match.type) {
    case 'same': {
      const { all, ofClass } = claims.get(match.known.pid) ?? { all: 1, ofClass: 1 }
      const isOwner = ofClass === 1 && row.className === match.known.className
      if (all > 1 && !isOwner) return rival(match, whole, ofClass === 1)
      const respelled = match.isRespelled ? [{ type: 'respelled', known: match.known } as const] : []
      return { ...whole, known: strip(match.known, lost), findings: [...dropped, ...respelled] }
    }
    case 'conflict':
      return decision ? decide(match, row, whole, decision) : match
    case 'shared':
      return whole
    case 'new': {
      const namesakes = match.namesakes.map((known): Finding => ({ type: 'namesake', known }))
      return { ...whole, findings: [...dropped, ...namesakes] }
    }
  }
}

/** How many rows would be one pupil known, and how many of them of the pupil's own class. */
interface Claims {
  readonly all: number
  readonly ofClass: number
}

function countClaims(matched: readonly (Matched | undefined)[]): ReadonlyMap<string, Claims> {
  const claims = new Map<string, Claims>()
  for (const one of matched) {
    if (one?.match.type !== 'same') continue
    const { pid, className } = one.match.known
    const { all, ofClass } = claims.get(pid) ?? { all: 0, ofClass: 0 }
    claims.set(pid, { all: all + 1, ofClass: ofClass + (one.row.className === className ? 1 : 0) })
  }
  return claims
}

// Two rows and one pupil known: the row of the pupil's own class is the pupil, the other one somebody else; without
// such a row both are held back.
function rival(
  { known }: Extract<Match, { type: 'same' }>,
  whole: TakenRow,
  hasOwner: boolean,
): TakenRow | ConflictFinding {
  if (!hasOwner) return { type: 'conflict', known: [known], differs: ['several'] }
  return { ...whole, findings: [...whole.findings, { type: 'namesake', known }] }
}

function decide(
  match: ConflictFinding,
  row: ListedStudent,
  whole: TakenRow,
  decision: Decision,
): TakenRow | ConflictFinding {
  const [known] = match.known
  if (decision === 'same') return known && match.known.length === 1 ? { ...whole, known } : match
  const takenFrom = match.known.flatMap((student) =>
    numberFields.flatMap((field): Shared[] =>
      row[field] && student[field]?.reveal() === row[field] ? [{ field, known: student }] : [],
    ),
  )
  return { ...whole, takenFrom }
}

function strip(student: Student, lost: ReadonlySet<NumberField>): Student {
  if (lost.size === 0) return student
  return {
    ...student,
    nik: lost.has('nik') ? undefined : student.nik,
    nisn: lost.has('nisn') ? undefined : student.nisn,
  }
}

// A namesake who has a row in this list as well, and another number, is no question.
function withoutOwned(match: TakenRow, row: ListedStudent, owned: ReadonlySet<string>): TakenRow {
  const isQuestion = (one: Finding) =>
    one.type !== 'namesake' ||
    !owned.has(one.known.pid) ||
    contradictions(row, wordsOf(one.known)).length === 0
  return { ...match, findings: match.findings.filter(isQuestion) }
}
