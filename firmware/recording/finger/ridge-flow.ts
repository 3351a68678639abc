import type { FingerImage } from '../../../hal/contract/fingerprint-scanner.ts'

/** The input of the ridge analysis. */
export type RidgePicture = Pick<FingerImage, 'widthPx' | 'heightPx' | 'pixels' | 'dpi'>

/** Cells of 8 x 8 pixels with the direction of the ridges through them. */
export interface RidgeFlow {
  readonly columns: number
  readonly rows: number
  /** Direction of the ridge in radians, 0 to pi; image coordinates, y down. */
  readonly angle: Float32Array
  /** How sure the direction is, 0 to 1. */
  readonly certainty: Float32Array
  /** Grey deviation around the cell. */
  readonly deviation: Float32Array
  /** 1 where a finger touches. */
  readonly covered: Uint8Array
}

export const cellPx = 8
// Less grey deviation than this is glass or smudge (biometrics.md 4.1).
const ridgeDeviation = 14

/** Ridge flow from Sobel gradients, summed over 24 x 24 pixels around each cell. */
export function ridgeFlow(image: RidgePicture): RidgeFlow {
  const columns = Math.floor(image.widthPx / cellPx)
  const rows = Math.floor(image.heightPx / cellPx)
  const cells = gatherCells(image, columns, rows)
  const flow = {
    columns,
    rows,
    angle: new Float32Array(columns * rows),
    certainty: new Float32Array(columns * rows),
    deviation: new Float32Array(columns * rows),
    covered: new Uint8Array(columns * rows),
  }
  for (let cell = 0; cell < columns * rows; cell += 1) {
    const [xx, yy, xy, grey, squares, count] = around(cells, columns, rows, cell)
    const spread = Math.hypot(xx - yy, 2 * xy)
    const certainty = xx + yy === 0 ? 0 : spread / (xx + yy)
    const mean = grey / count
    const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean))
    // The gradient points across the ridge.
    flow.angle[cell] = (Math.atan2(2 * xy, xx - yy) / 2 + 1.5 * Math.PI) % Math.PI
    flow.certainty[cell] = certainty
    flow.deviation[cell] = deviation
    flow.covered[cell] = deviation >= ridgeDeviation && certainty > 0.25 ? 1 : 0
  }
  return flow
}

/** The cell that holds a pixel. */
export function cellAt({ columns, rows }: RidgeFlow, x: number, y: number): number {
  const row = Math.min(rows - 1, Math.floor(y / cellPx))
  return row * columns + Math.min(columns - 1, Math.floor(x / cellPx))
}

// Gradient products, grey and its square, pixel count: six numbers a cell.
const members = 6

function gatherCells({ widthPx, pixels }: RidgePicture, columns: number, rows: number): Float64Array {
  const cells = new Float64Array(columns * rows * members)
  const edge = pixels.length - widthPx - 1
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const sums = [0, 0, 0, 0, 0, 0]
      let [xx, yy, xy, grey, squares, count] = sums as [number, number, number, number, number, number]
      for (let y = row * cellPx; y < (row + 1) * cellPx; y += 1) {
        for (let x = column * cellPx; x < (column + 1) * cellPx; x += 1) {
          const at = y * widthPx + x
          if (at <= widthPx || at >= edge || x === 0 || x === widthPx - 1) continue
          const nw = pixels[at - widthPx - 1] as number
          const ne = pixels[at - widthPx + 1] as number
          const sw = pixels[at + widthPx - 1] as number
          const se = pixels[at + widthPx + 1] as number
          const dx = ne + se - nw - sw + 2 * ((pixels[at + 1] as number) - (pixels[at - 1] as number))
          const dy =
            sw + se - nw - ne + 2 * ((pixels[at + widthPx] as number) - (pixels[at - widthPx] as number))
          const here = pixels[at] as number
          xx += dx * dx
          yy += dy * dy
          xy += dx * dy
          grey += here
          squares += here * here
          count += 1
        }
      }
      cells.set([xx, yy, xy, grey, squares, count], (row * columns + column) * members)
    }
  }
  return cells
}

type Sums = [xx: number, yy: number, xy: number, grey: number, squares: number, count: number]

function around(cells: Float64Array, columns: number, rows: number, cell: number): Sums {
  const sums: Sums = [0, 0, 0, 0, 0, 0]
  const row = Math.floor(cell / columns)
  const column = cell % columns
  for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r += 1) {
    for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c += 1) {
      const at = (r * columns + c) * members
      for (let member = 0; member < members; member += 1) {
        sums[member] = (sums[member] as number) + (cells[at + member] as number)
      }
    }
  }
  return sums
}
