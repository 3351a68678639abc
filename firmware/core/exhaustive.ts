/** Closes a switch over a union: a missing case is a compile error, an impossible value a bug. */
export function exhaustive(value: never): never {
  throw new Error(`impossible value of kind ${typeof value}`)
}
