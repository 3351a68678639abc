import { cellPx, type RidgeFlow, type RidgePicture } from './ridge-flow.ts'

/** The greys around one cell, against the ridges and valleys there. */
export interface CellLevels {
  /** Share that is darker than half-way between ridge and valley. */
  readonly dark: number
  /** Share in the middle half between them. */
  readonly grey: number
  /** As dark as the ridges of this press, without a valley. */
  readonly filled: boolean
}

const levels = 16
// Dirt and dead pixels are left out at both ends.
const tail = 0.05
const flatBelow = 14

/** Greys of 24 x 24 pixels around a cell, in sixteen levels, which is all that the parts give. */
export function cellLevels(image: RidgePicture, flow: RidgeFlow): (cell: number) => CellLevels {
  const own = gather(image, flow)
  const whole = new Float64Array(levels)
  for (const [at, count] of own.entries()) whole[at % levels] = (whole[at % levels] ?? 0) + count
  const [darkest, brightest] = ends(whole)
  const ridgeLevel = brightest - darkest < levels / 4 ? -1 : darkest + (brightest - darkest) / 4
  const sums = new Float64Array(levels)
  return (cell) => {
    around(own, flow, cell, sums)
    const [low, high] = ends(sums)
    const middle = (low + high) / 2
    const quarter = (high - low) / 4
    let [all, dark, grey, total] = [0, 0, 0, 0]
    for (let level = 0; level < levels; level += 1) {
      const count = sums[level] ?? 0
      all += count
      total += count * level
      if (level < middle) dark += count
      if (Math.abs(level - middle) < quarter) grey += count
    }
    const isFlat = (flow.deviation[cell] ?? 0) < flatBelow
    return { dark: dark / all, grey: grey / all, filled: isFlat && total / all <= ridgeLevel }
  }
}

function gather({ widthPx, pixels }: RidgePicture, { columns, rows }: RidgeFlow): Uint16Array {
  const own = new Uint16Array(columns * rows * levels)
  for (let y = 0; y < rows * cellPx; y += 2) {
    const row = Math.floor(y / cellPx) * columns
    for (let x = 0; x < columns * cellPx; x += 2) {
      const at = (row + Math.floor(x / cellPx)) * levels + ((pixels[y * widthPx + x] ?? 0) >> 4)
      own[at] = (own[at] ?? 0) + 1
    }
  }
  return own
}

function around(own: Uint16Array, { columns, rows }: RidgeFlow, cell: number, sums: Float64Array): void {
  sums.fill(0)
  const row = Math.floor(cell / columns)
  const column = cell % columns
  for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r += 1) {
    for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c += 1) {
      const at = (r * columns + c) * levels
      for (let level = 0; level < levels; level += 1)
        sums[level] = (sums[level] ?? 0) + (own[at + level] ?? 0)
    }
  }
}

/** The darkest and the brightest level that more than a few pixels have. */
function ends(counts: Float64Array): readonly [number, number] {
  let all = 0
  for (let level = 0; level < levels; level += 1) all += counts[level] ?? 0
  const few = tail * all
  let low = 0
  for (let seen = counts[0] ?? 0; seen <= few && low < levels - 1; seen += counts[low] ?? 0) low += 1
  let high = levels - 1
  for (let seen = counts[high] ?? 0; seen <= few && high > 0; seen += counts[high] ?? 0) high -= 1
  return [low, high]
}
