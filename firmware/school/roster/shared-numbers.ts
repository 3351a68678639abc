import { numberKeys, type PersonWords, personKey } from './compare-people.ts'

/** The rows of one list held against each other. */
export interface SharedNumbers {
  /** By a row that repeats an earlier one: the earlier one. */
  readonly duplicates: ReadonlyMap<number, number>
  /** Numbers that two people of this list have, such as that of the family card, as `nik 6311...`. */
  readonly shared: ReadonlySet<string>
}

/** Finds the same person twice, and two people with one number. */
export function findSharedNumbers(people: readonly PersonWords[]): SharedNumbers {
  const firsts = new Map<string, number>()
  const duplicates = new Map<number, number>()
  const owners = new Map<string, Set<number>>()
  for (const [at, person] of people.entries()) {
    const key = personKey(person)
    const numbers = numberKeys(person)
    const first = firstOf(firsts, key, person, numbers)
    if (first === undefined) firsts.set(`${key}|${person.className}|${shapeOf(person)}`, at)
    else duplicates.set(at, first)
    for (const number of numbers) {
      firsts.set(`${key}|${number}`, firsts.get(`${key}|${number}`) ?? first ?? at)
      owners.set(number, (owners.get(number) ?? new Set()).add(first ?? at))
    }
  }
  const shared = [...owners].flatMap(([number, rows]) => (rows.size > 1 ? [number] : []))
  return { duplicates, shared: new Set(shared) }
}

// The earlier row of the same name, birth date and sex that is the same person. With all numbers different they are two
// people; without any to compare they are two if they sit in two classes. Found by keys: a list may be one name only.
function firstOf(
  firsts: ReadonlyMap<string, number>,
  key: string,
  person: PersonWords,
  numbers: readonly string[],
): number | undefined {
  const shape = shapeOf(person)
  const apart = [0, 1, 2, 3].filter((other) => (other & shape) === 0)
  const keys = [
    ...numbers.map((number) => `${key}|${number}`),
    ...apart.map((other) => `${key}|${person.className}|${other}`),
  ]
  const found = keys.flatMap((one) => firsts.get(one) ?? [])
  return found.length > 0 ? Math.min(...found) : undefined
}

/** Which numbers a row has: two rows without a common one have nothing that could contradict. */
function shapeOf({ nik, nisn }: PersonWords): number {
  return (nik ? 1 : 0) + (nisn ? 2 : 0)
}
