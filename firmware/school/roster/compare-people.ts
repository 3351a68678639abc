import type { Difference, Student } from './student.ts'

/** A pupil as a list has it: the facts that distinguish one person from another. */
export interface PersonWords {
  readonly nik?: string | undefined
  readonly nisn?: string | undefined
  readonly name: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  readonly sex: 'L' | 'P'
  readonly className: string
}

export type NumberField = 'nik' | 'nisn'

export const numberFields: readonly NumberField[] = ['nik', 'nisn']

/** The numbers of one person, as `nik 6311...`. */
export function numberKeys(person: PersonWords): readonly string[] {
  return numberFields.flatMap((field) => (person[field] ? [numberKey(field, person[field])] : []))
}

export function numberKey(field: NumberField, digits: string | undefined): string {
  return `${field} ${digits}`
}

/** A pupil on the roster with the mask off, for as long as it is compared. */
export function wordsOf(student: Student): PersonWords {
  const { nik, nisn, name, birthDate, sex, className } = student
  return {
    nik: nik?.reveal(),
    nisn: nisn?.reveal(),
    name: name.reveal(),
    birthDate: birthDate.reveal(),
    sex,
    className,
  }
}

/** Numbers that both sides have and that are not the same. */
export function contradictions(one: PersonWords, other: PersonWords): readonly NumberField[] {
  return numberFields.filter((field) => one[field] && other[field] && one[field] !== other[field])
}

export function agreements(one: PersonWords, other: PersonWords): readonly NumberField[] {
  return numberFields.filter((field) => one[field] && one[field] === other[field])
}

/** Facts that are not the same; a name that is only spelled in another way is. */
export function differingFacts(one: PersonWords, other: PersonWords): readonly Difference[] {
  const differs: Difference[] = []
  if (!isSpelledAlike(one.name, other.name)) differs.push('name')
  if (one.birthDate !== other.birthDate) differs.push('birth-date')
  if (one.sex !== other.sex) differs.push('sex')
  return differs
}

/** Letters and digits alone, so that dots, apostrophes and spaces make no other person. */
export function plainName(name: string): string {
  return wordsIn(name).join(' ')
}

export function isSameName(one: string, other: string): boolean {
  return plainName(one) === plainName(other)
}

/** One key for those who have name, birth date and sex in common. */
export function personKey({ name, birthDate, sex }: PersonWords): string {
  return `${plainName(name)}|${birthDate}|${sex}`
}

/**
 * Whether two names can be one: each word of the shorter stands in the longer, in order, as it is, shortened
 * ("MUH. RIZKY" for "MUHAMMAD RIZKY") or with one letter wrong in five; doubled letters count as one. Names of more
 * than a hundred letters are compared as they are.
 */
export function isSpelledAlike(one: string, other: string): boolean {
  if (one === other) return true
  if (one.length > longestName || other.length > longestName) return false
  const [few, many] = [wordsIn(one), wordsIn(other)].sort((a, b) => a.length - b.length)
  if (!few || !many || few.length === 0) return false
  if (few.join('') === many.join('')) return true
  let at = 0
  for (const word of few) {
    while (at < many.length && !isWordAlike(word, many[at] ?? '')) at += 1
    if (at === many.length) return false
    at += 1
  }
  return true
}

const longestName = 100

function wordsIn(name: string): readonly string[] {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/['’`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function isWordAlike(first: string, second: string): boolean {
  const [one, other] = [undoubled(first), undoubled(second)]
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (long.startsWith(short)) return true
  const most = Math.floor(long.length / 5)
  return long.length - short.length <= most && editDistance(one, other) <= most
}

function undoubled(word: string): string {
  return word.replace(/(.)\1+/gu, '$1')
}

/** Letters to add, drop or change (Levenshtein); for words of a name. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let line = 1; line <= one.length; line += 1) {
    const next = [line]
    for (let at = 1; at <= other.length; at += 1) {
      const change = (row[at - 1] ?? 0) + (one[line - 1] === other[at - 1] ? 0 : 1)
      next.push(Math.min(change, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
