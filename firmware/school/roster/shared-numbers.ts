import {
  agreements,
  contradictions,
  type NumberField,
  numberFields,
  type PersonWords,
  personKey,
} from './compare-people.ts'

/** The rows of one list held against each other. */
export interface SharedNumbers {
  /** By a row that repeats an earlier one: the earlier one. */
  readonly duplicates: ReadonlyMap<number, number>
  /** Numbers that two people of this list have, such as that of the family card, as `nik 6311...`. */
  readonly shared: ReadonlySet<string>
}

export function numberKey(field: NumberField, digits: string | undefined): string {
  return `${field} ${digits}`
}

/** Finds the same person twice, and two people with one number. */
export function findSharedNumbers(people: readonly PersonWords[]): SharedNumbers {
  const firsts = new Map<string, number[]>()
  const duplicates = new Map<number, number>()
  const owners = new Map<string, Set<number>>()
  for (const [at, person] of people.entries()) {
    const key = personKey(person)
    const alike = firsts.get(key) ?? []
    const first = alike.find((earlier) => isTwice(person, people[earlier] ?? person))
    if (first === undefined) firsts.set(key, [...alike, at])
    else duplicates.set(at, first)
    for (const field of numberFields) {
      if (!person[field]) continue
      const number = numberKey(field, person[field])
      owners.set(number, (owners.get(number) ?? new Set()).add(first ?? at))
    }
  }
  const shared = [...owners].flatMap(([number, rows]) => (rows.size > 1 ? [number] : []))
  return { duplicates, shared: new Set(shared) }
}

// Of the same name, birth date and sex. With all numbers different they are two people; without any they are two if
// they sit in two classes.
function isTwice(one: PersonWords, other: PersonWords): boolean {
  if (agreements(one, other).length > 0) return true
  return contradictions(one, other).length === 0 && one.className === other.className
}
