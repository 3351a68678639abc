import type { FingerTemplate } from './finger-template.ts'

/** A square of skin: its middle on the press, and samples of its ridges around that. */
export interface RidgeBlock {
  readonly x: number
  readonly y: number
  readonly rights: Int8Array
  readonly downs: Int8Array
  readonly ridges: Int8Array
}

/** A press in overlapping squares, row by row; none where too little of a square touched. */
export interface RidgeBlocks {
  readonly all: readonly (RidgeBlock | undefined)[]
  /** Numbers of the four squares that share a side. */
  readonly beside: (at: number) => readonly number[]
  /** Numbers of the eight squares all around. */
  readonly around: (at: number) => readonly number[]
}

const sidePx = 32
const stridePx = 24
// No part of the usual distance of ridges, so that samples meet ridges and valleys alike.
const samplePx = 3

const known = new WeakMap<FingerTemplate, RidgeBlocks>()

export function ridgeBlocks(template: FingerTemplate): RidgeBlocks {
  const made = known.get(template) ?? cutBlocks(template)
  known.set(template, made)
  return made
}

function cutBlocks(template: FingerTemplate): RidgeBlocks {
  const columns = Math.floor((template.widthPx - sidePx) / stridePx) + 1
  const rows = Math.floor((template.heightPx - sidePx) / stridePx) + 1
  const all = Array.from({ length: columns * rows }, (_, at) =>
    cutBlock(template, (at % columns) * stridePx, Math.floor(at / columns) * stridePx),
  )
  const neighbours = (at: number, steps: readonly (readonly [number, number])[]) => {
    const [column, row] = [at % columns, Math.floor(at / columns)]
    return steps
      .map(([right, down]) => [column + right, row + down] as const)
      .filter(([c, r]) => c >= 0 && r >= 0 && c < columns && r < rows)
      .map(([c, r]) => r * columns + c)
  }
  const beside = all.map((_, at) => neighbours(at, sides))
  const around = all.map((_, at) => neighbours(at, [...sides, ...corners]))
  return { all, beside: (at) => beside[at] ?? [], around: (at) => around[at] ?? [] }
}

const sides = [
  [0, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
] as const

const corners = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
] as const

function cutBlock({ widthPx, ridges }: FingerTemplate, left: number, top: number): RidgeBlock | undefined {
  const rights: number[] = []
  const downs: number[] = []
  const own: number[] = []
  let size = 0
  for (let down = samplePx >> 1; down < sidePx; down += samplePx) {
    for (let right = samplePx >> 1; right < sidePx; right += samplePx) {
      size += 1
      const ridge = ridges[(top + down) * widthPx + left + right] as number
      if (ridge === 0) continue
      rights.push(right - sidePx / 2)
      downs.push(down - sidePx / 2)
      own.push(ridge)
    }
  }
  if (own.length < 0.6 * size) return undefined
  return {
    x: left + sidePx / 2,
    y: top + sidePx / 2,
    rights: Int8Array.from(rights),
    downs: Int8Array.from(downs),
    ridges: Int8Array.from(own),
  }
}
