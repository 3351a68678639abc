import type { SeededRandom } from '../random/seeded-random.ts'

const sectorBytes = 512

/** A file's bytes as programs see them and as the medium holds them. The arrays are never changed in place. */
export interface FileContent {
  seen: Uint8Array
  /** The content at the last honest flush. */
  flushed: Uint8Array
  /** Emptied since the last flush: the medium may have released the earlier content. */
  emptied: boolean
  /** A sector of it cannot be read. */
  unreadable: boolean
}

/**
 * The remains of a file after a power cut. Flushed bytes stay. Of the others: nothing, all, a part up to the end of
 * a sector, zeros in their place, or each sector new or not. Without `random` the worst: nothing.
 */
export function contentAfterCut(
  { seen, flushed, emptied }: FileContent,
  random: SeededRandom | undefined,
): Uint8Array {
  if (seen === flushed) return flushed
  const kept = emptied ? new Uint8Array() : flushed
  if (!random) return kept
  const fates = [
    () => flushed,
    () => kept,
    () => seen,
    () => seen.subarray(0, endOfSector(kept.length, seen.length, random)),
    () => spotty(kept, seen, () => false),
    () => spotty(kept, seen, () => random.next() < 0.5),
  ]
  const fate = fates[Math.floor(random.between(0, fates.length))]
  return fate ? fate() : kept
}

// At least what is kept, at most all.
function endOfSector(from: number, to: number, random: SeededRandom): number {
  const sectors = Math.floor(random.between(from / sectorBytes, to / sectorBytes))
  return Math.max(from, sectors * sectorBytes)
}

// The length is the new one: it lies in another place of the medium than the content.
function spotty(kept: Uint8Array, seen: Uint8Array, isWritten: () => boolean): Uint8Array {
  const left = new Uint8Array(seen.length)
  left.set(kept)
  for (let at = 0; at < seen.length; at += sectorBytes) {
    if (isWritten()) left.set(seen.subarray(at, at + sectorBytes), at)
  }
  return left
}
