/**
 * Thins ridges to lines one pixel wide (Zhang and Suen, CACM 27, 1984), in place. `map` holds 1 on a ridge
 * and 0 elsewhere; its outermost pixels must be 0.
 */
export function thinRidges(map: Uint8Array, widthPx: number): void {
  const around = [-widthPx, 1 - widthPx, 1, widthPx + 1, widthPx, widthPx - 1, -1, -widthPx - 1]
  let ridge = ridgePixels(map)
  for (let changed = true; changed; ) {
    changed = false
    for (const half of halves) {
      const doomed = ridge.filter((at) => half[neighbours(map, at, around)] === 1)
      for (const at of doomed) map[at] = 0
      changed ||= doomed.length > 0
      if (doomed.length > 0) ridge = ridge.filter((at) => map[at] === 1)
    }
  }
}

/** The eight neighbours of a pixel as bits, from the one above clockwise. */
function neighbours(map: Uint8Array, at: number, around: readonly number[]): number {
  let bits = 0
  for (let n = 0; n < 8; n += 1) bits |= (map[at + (around[n] as number)] as number) << n
  return bits
}

function ridgePixels(map: Uint8Array): Int32Array {
  const found: number[] = []
  for (let at = 0; at < map.length; at += 1) if (map[at] === 1) found.push(at)
  return Int32Array.from(found)
}

// For each pattern of neighbours whether the pixel goes, in the first and in the second half of a round.
const halves = [deletions([0, 2, 4], [2, 4, 6]), deletions([0, 2, 6], [0, 4, 6])]

function deletions(first: readonly number[], second: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, bits) => {
    const on = (n: number) => (bits >> n) & 1
    const count = [0, 1, 2, 3, 4, 5, 6, 7].filter(on).length
    const rises = [0, 1, 2, 3, 4, 5, 6, 7].filter((n) => on(n) === 0 && on((n + 1) % 8) === 1).length
    const open = first.some((n) => on(n) === 0) && second.some((n) => on(n) === 0)
    return count >= 2 && count <= 6 && rises === 1 && open ? 1 : 0
  })
}
