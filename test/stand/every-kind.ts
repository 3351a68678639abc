/** All members of a union of words; one that is missing, or too many, does not compile. */
export function everyKind<K extends string>(kinds: Readonly<Record<K, true>>): readonly K[] {
  return Object.keys(kinds) as K[]
}
