import type { Seed } from './find-seeds.ts'
import type { FingerTemplate } from './finger-template.ts'
import { type RidgeBlock, type RidgeBlocks, ridgeBlocks } from './ridge-blocks.ts'

/** Where a block of one press lies on the other, and how well its ridges agree there, -1 to 1. */
interface Placed {
  readonly x: number
  readonly y: number
  readonly turn: number
  readonly agreement: number
}

// Parallel ridges of two fingers agree this well once they are pushed into each other's place (measured on pairs of different fingers).
const byChance = 0.4
// A block that agrees less gives its neighbours no place.
const leads = 0.35
// Skin bends: a block may lie this far from where its neighbours put it, and each pixel costs some of its agreement.
const slackPx = 2
const costPerPx = 0.06
// After so many blocks a place in common has shown itself.
const soon = 8
// A place that was found by one minutia is less sure.
const firstSlackPx = 4
const firstTurns = [-0.1, 0, 0.1]

/**
 * Grows the agreement of two presses from a place that they have in common, block by block over the skin, and sums
 * how far it exceeds what chance gives. Each block lies where those around it put it, give or take a bend of the skin.
 */
export function growAgreement(a: FingerTemplate, b: FingerTemplate, seed: Seed): number {
  const blocks = ridgeBlocks(a)
  const start = nearestBlock(blocks, seed.from.x, seed.from.y)
  if (start === undefined) return 0
  const first = placeFirst(blocks.all[start] as RidgeBlock, b, seed)
  if (first === undefined || first.agreement < leads) return 0
  const placed = new Map([[start, first]])
  const tried = new Set([start])
  let sum = first.agreement - byChance
  for (const at of placed.keys()) {
    for (const next of blocks.beside(at)) {
      const block = blocks.all[next]
      if (!block || tried.has(next)) continue
      tried.add(next)
      const found = place(block, b, expected(blocks, placed, next), slackPx)
      if (!found) continue
      sum += found.agreement - byChance
      if (found.agreement >= leads) placed.set(next, found)
      if (tried.size > soon && sum < 0) return 0
    }
  }
  return sum
}

function nearestBlock(blocks: RidgeBlocks, x: number, y: number): number | undefined {
  let nearest: number | undefined
  let least = Infinity
  for (const [at, block] of blocks.all.entries()) {
    const distance = block ? Math.hypot(block.x - x, block.y - y) : Infinity
    if (distance >= least) continue
    least = distance
    nearest = at
  }
  return nearest
}

type Pose = Omit<Placed, 'agreement'>

function moved({ turn, x, y }: Pose, right: number, down: number): Pose {
  return {
    turn,
    x: x + Math.cos(turn) * right - Math.sin(turn) * down,
    y: y + Math.sin(turn) * right + Math.cos(turn) * down,
  }
}

function placeFirst(block: RidgeBlock, b: FingerTemplate, seed: Seed): Placed | undefined {
  let best: Placed | undefined
  const [right, down] = [block.x - seed.from.x, block.y - seed.from.y]
  const there = moved({ x: seed.toX, y: seed.toY, turn: seed.turn }, right, down)
  for (const turn of firstTurns) {
    const found = place(block, b, { ...there, turn: there.turn + turn }, firstSlackPx)
    if (found && (!best || found.agreement > best.agreement)) best = found
  }
  return best
}

/** Where the blocks around it, already placed, would carry this one. */
function expected(blocks: RidgeBlocks, placed: ReadonlyMap<number, Placed>, at: number): Pose {
  const { x, y } = blocks.all[at] as RidgeBlock
  let [count, sumX, sumY, sumTurn] = [0, 0, 0, 0]
  for (const near of blocks.around(at)) {
    const pose = placed.get(near)
    const block = blocks.all[near]
    if (!pose || !block) continue
    const there = moved(pose, x - block.x, y - block.y)
    count += 1
    sumX += there.x
    sumY += there.y
    sumTurn += there.turn
  }
  return { x: sumX / count, y: sumY / count, turn: sumTurn / count }
}

/** Best place within the slack; `undefined` when too little of the block is on both presses. */
function place(
  block: RidgeBlock,
  b: FingerTemplate,
  { x, y, turn }: Pose,
  slack: number,
): Placed | undefined {
  const { rights, downs, ridges: own } = block
  const { widthPx, heightPx, ridges } = b
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)]
  const columns = new Int16Array(own.length)
  const rows = new Int16Array(own.length)
  for (let n = 0; n < own.length; n += 1) {
    const [right, down] = [rights[n] as number, downs[n] as number]
    columns[n] = Math.round(x + cosine * right - sine * down)
    rows[n] = Math.round(y + sine * right + cosine * down)
  }
  let best: Placed | undefined
  for (let down = -slack; down <= slack; down += 1) {
    for (let right = -slack; right <= slack; right += 1) {
      let sum = 0
      let common = 0
      for (let n = 0; n < own.length; n += 1) {
        const column = (columns[n] as number) + right
        const row = (rows[n] as number) + down
        if (column < 0 || row < 0 || column >= widthPx || row >= heightPx) continue
        const ridge = ridges[row * widthPx + column] as number
        sum += ridge * (own[n] as number)
        common += ridge * ridge
      }
      if (common < 0.6 * own.length) continue
      const agreement = sum / common - costPerPx * Math.hypot(right, down)
      if (!best || agreement > best.agreement) best = { x: x + right, y: y + down, turn, agreement }
    }
  }
  return best
}
