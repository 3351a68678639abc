import { cellAt, type RidgeFlow } from './ridge-flow.ts'
import { thinRidges } from './thin-ridges.ts'

/** A point where a ridge ends or forks. */
export interface Minutia {
  readonly x: number
  readonly y: number
  /** Direction of the ridge, 0 to pi. */
  readonly angle: number
}

const edgeCells = 2
const nearestPx = 7

/** Ends and forks of the thinned ridges, away from the edge of the touch and from each other. */
export function findMinutiae(ridges: Int8Array, widthPx: number, flow: RidgeFlow): readonly Minutia[] {
  const lines = new Uint8Array(ridges.length)
  for (let at = 0; at < lines.length; at += 1) lines[at] = ridges[at] === 1 ? 1 : 0
  thinRidges(lines, widthPx)
  const around = [1, 1 - widthPx, -widthPx, -widthPx - 1, -1, widthPx - 1, widthPx, widthPx + 1]
  const inside = innerCells(flow)
  const found: Minutia[] = []
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at] === 0) continue
    const x = at % widthPx
    const y = Math.floor(at / widthPx)
    const cell = cellAt(flow, x, y)
    if (inside[cell] === 0) continue
    const crossings = crossingNumber(lines, at, around)
    if (crossings === 1 || crossings === 3) found.push({ x, y, angle: flow.angle[cell] ?? 0 })
  }
  return withoutClusters(found)
}

function innerCells({ columns, rows, covered, certainty }: RidgeFlow): Uint8Array {
  return covered.map((_, cell) => {
    const column = cell % columns
    const row = Math.floor(cell / columns)
    if ((certainty[cell] ?? 0) < 0.5) return 0
    for (let r = row - edgeCells; r <= row + edgeCells; r += 1) {
      for (let c = column - edgeCells; c <= column + edgeCells; c += 1) {
        if (r < 0 || c < 0 || r >= rows || c >= columns || covered[r * columns + c] === 0) return 0
      }
    }
    return 1
  })
}

function crossingNumber(lines: Uint8Array, at: number, around: readonly number[]): number {
  let changes = 0
  for (let n = 0; n < 8; n += 1) {
    const here = lines[at + (around[n] as number)] as number
    const next = lines[at + (around[(n + 1) % 8] as number)] as number
    changes += Math.abs(here - next)
  }
  return changes / 2
}

// Two so close are a broken ridge, a bridge or a spur: neither is a feature of the finger.
function withoutClusters(found: readonly Minutia[]): readonly Minutia[] {
  return found.filter((one) =>
    found.every((other) => other === one || Math.hypot(one.x - other.x, one.y - other.y) >= nearestPx),
  )
}
