import {
  agreements,
  contradictions,
  differingFacts,
  isSameName,
  type NumberField,
  numberKeys,
  type PersonWords,
  plainName,
  wordsOf,
} from './compare-people.ts'
import type { Difference, Student } from './student.ts'

/** The pupil of a list among those known. */
export type Match =
  /** `namesakes`: known pupils of the same name and birth date, with other numbers. */
  | { readonly type: 'new'; readonly namesakes: readonly Student[] }
  | {
      readonly type: 'same'
      readonly known: Student
      readonly byNumber: boolean
      /** The name is another spelling of the one that was known. */
      readonly isRespelled: boolean
      /** Numbers of the row that belong to somebody else as well, and to whom. */
      readonly shared: readonly Shared[]
    }
  /** Two people with one number: the row is its own person without it. */
  | { readonly type: 'shared'; readonly shared: readonly Shared[] }
  /** May be one of these pupils, or another person: nothing of theirs may pass to the row. */
  | {
      readonly type: 'conflict'
      readonly known: readonly Student[]
      readonly differs: readonly Difference[]
    }

export interface Shared {
  readonly field: NumberField
  readonly known: Student
}

export interface Finder {
  /** `taken` are pids of pupils whose own row was found by number: a name alone cannot mean them any more. */
  match(person: PersonWords, taken?: ReadonlySet<string>): Match
  /** Everyone whose number the row has, and nobody whom another number of the row contradicts. */
  byNumber(person: PersonWords): readonly Student[]
}

/**
 * Looks pupils up among those known. A pupil is the same where a number agrees, none contradicts, and birth date, sex
 * and the name but for its spelling are the same too; or, without any number to compare, by name, birth date and sex.
 */
export function createFinder(known: readonly Student[]): Finder {
  const byKey = new Map<string, Student[]>()
  for (const student of known) {
    const words = wordsOf(student)
    for (const key of [...numberKeys(words), nameKey(words)]) {
      const others = byKey.get(key)
      if (others) others.push(student)
      else byKey.set(key, [student])
    }
  }
  const at = (key: string): readonly Student[] => byKey.get(key) ?? []
  const withNumber = (person: PersonWords) => [...new Set(numberKeys(person).flatMap(at))]
  const byName = (person: PersonWords) => {
    const namesakes = at(nameKey(person))
    return namesakes.length > mostNamesakes ? namesakes.slice(0, mostNamesakes) : namesakes
  }
  return {
    byNumber: (person) =>
      withNumber(person).filter((student) => contradictions(person, wordsOf(student)).length === 0),
    match(person, taken = new Set()) {
      const candidates = withNumber(person)
      return candidates.length > 0
        ? matchByNumber(person, candidates, byName(person))
        : matchByName(person, byName(person), taken)
    },
  }
}

function nameKey({ name, birthDate }: Pick<PersonWords, 'name' | 'birthDate'>): string {
  return `name ${plainName(name)} ${birthDate}`
}

/** More of one name and one birth date than any school has: beyond them a list is no list of people. */
const mostNamesakes = 20

type Verdict = 'same' | 'shared' | 'conflict'

function matchByNumber(
  person: PersonWords,
  candidates: readonly Student[],
  namesakes: readonly Student[],
): Match {
  const judged = Map.groupBy(candidates, (student) => judge(person, wordsOf(student)))
  const same = judged.get('same') ?? []
  const [one] = same
  if (one && same.length === 1) {
    const isRespelled = !isSameName(person.name, one.name.reveal())
    // Twins whose numbers were swapped: the name is another pupil's to the letter.
    if (isRespelled && namesakes.length > 0)
      return { type: 'conflict', known: [one, ...namesakes], differs: ['name'] }
    const others = candidates.filter((student) => student !== one)
    return { type: 'same', known: one, byNumber: true, isRespelled, shared: sharedWith(person, others) }
  }
  const disputed = [...same, ...(judged.get('conflict') ?? [])]
  if (disputed.length > 0)
    return { type: 'conflict', known: disputed, differs: differsFrom(person, disputed) }
  return { type: 'shared', shared: sharedWith(person, candidates) }
}

function judge(person: PersonWords, known: PersonWords): Verdict {
  const isOther = differingFacts(person, known).length > 0
  const contradicts = contradictions(person, known).length > 0
  if (contradicts) return isOther ? 'shared' : 'conflict'
  return isOther ? 'conflict' : 'same'
}

function sharedWith(person: PersonWords, others: readonly Student[]): readonly Shared[] {
  return others.flatMap((known) =>
    agreements(person, wordsOf(known)).map((field): Shared => ({ field, known })),
  )
}

function differsFrom(person: PersonWords, known: readonly Student[]): readonly Difference[] {
  if (known.length > 1) return ['several']
  return known.flatMap((student) => {
    const words = wordsOf(student)
    return [...differingFacts(person, words), ...contradictions(person, words)]
  })
}

function matchByName(person: PersonWords, namesakes: readonly Student[], taken: ReadonlySet<string>): Match {
  const possible = namesakes.filter(
    (student) => !taken.has(student.pid) && contradictions(person, wordsOf(student)).length === 0,
  )
  const sameSex = possible.filter(({ sex }) => sex === person.sex)
  const ofClass = sameSex.filter(({ className }) => className === person.className)
  const [one] = ofClass.length === 1 ? ofClass : sameSex
  if (one && (sameSex.length === 1 || ofClass.length === 1))
    return { type: 'same', known: one, byNumber: false, isRespelled: false, shared: [] }
  if (possible.length > 0)
    return {
      type: 'conflict',
      known: possible,
      differs: sameSex.length > 1 ? ['several'] : ['sex'],
    }
  return { type: 'new', namesakes }
}
