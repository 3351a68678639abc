import type { SeededRandom } from '../random/seeded-random.ts'

/** Noise between about -1 and 1 that changes over the distance of one knot; the same at the same place. */
export type SmoothNoise = (x: number, y: number) => number

const knots = 64

/** Random knots on a grid, mixed smoothly between; repeats after 64 of them. */
export function createSmoothNoise(random: SeededRandom, knotPx: number): SmoothNoise {
  const values = Float32Array.from({ length: knots * knots }, () => random.between(-1, 1))
  const at = (column: number, row: number) =>
    values[(row & (knots - 1)) * knots + (column & (knots - 1))] ?? 0
  return (x, y) => {
    const [right, down] = [x / knotPx, y / knotPx]
    const [column, row] = [Math.floor(right), Math.floor(down)]
    const [across, along] = [ease(right - column), ease(down - row)]
    const upper = at(column, row) * (1 - across) + at(column + 1, row) * across
    const lower = at(column, row + 1) * (1 - across) + at(column + 1, row + 1) * across
    return upper * (1 - along) + lower * along
  }
}

function ease(share: number): number {
  return share * share * (3 - 2 * share)
}
