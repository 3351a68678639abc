/** Where bytes stay that take long to make and follow from their name alone. */
export interface MadeShelf {
  find(name: string): Uint8Array | undefined
  keep(name: string, bytes: Uint8Array): void
}

let shelf: MadeShelf | undefined

/** From now on nothing is made again that lies there. */
export function useMadeShelf(next: MadeShelf): void {
  shelf = next
}

/** Makes bytes, or takes them from the shelf if there is one. */
export function madeOnce(name: string, make: () => Uint8Array): Uint8Array {
  const known = shelf?.find(name)
  if (known) return known
  const made = make()
  shelf?.keep(name, made)
  return made
}
