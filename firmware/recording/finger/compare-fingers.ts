import type { FingerPosition } from '../../core/finger-position.ts'
import { type Alignment, alignFingers, move, turnBetween } from './align-fingers.ts'
import type { FingerTemplate } from './finger-template.ts'

/** Ridge agreement from which two presses count as one finger; measured by `test/bench/matcher.ts`. */
export const sameFingerScore = 45

const alignments = 5
// Below this share of minutiae in the same places the ridges need no look: most pairs end here.
const fewestPaired = 0.3

/**
 * How well two presses agree, 0 to 100: minutiae give the move of one onto the other, ridges decide.
 * Turns up to 30 degrees and any shift that leaves a sixth of the sensor in common.
 */
export function compareFingers(a: FingerTemplate, b: FingerTemplate): number {
  const scores = alignFingers(a.minutiae, b.minutiae, alignments)
    .filter((alignment) => pairedShare(a, b, alignment) >= fewestPaired)
    .map((alignment) => ridgeAgreement(a, b, alignment))
  return Math.round(100 * Math.max(0, ...scores))
}

const nearPx = 10
const nearTurn = 0.35

// Of the minutiae that fall where the other finger touched, how many meet one of its own.
function pairedShare(a: FingerTemplate, b: FingerTemplate, alignment: Alignment): number {
  const free = new Set(b.minutiae)
  let met = 0
  let common = 0
  for (const minutia of a.minutiae) {
    const { x, y } = move(alignment, minutia.x, minutia.y)
    if (ridgeAt(b, x, y) === 0) continue
    common += 1
    for (const other of free) {
      if (Math.hypot(other.x - x, other.y - y) > nearPx) continue
      if (Math.abs(turnBetween(minutia.angle + alignment.turn, other.angle)) > nearTurn) continue
      free.delete(other)
      met += 1
      break
    }
  }
  return common < 4 ? 0 : met / common
}

const blockPx = 48
const samplePx = 3
// Skin bends: each block may lie this far from where the rigid move puts it.
const slackPx = 3

function ridgeAgreement(a: FingerTemplate, b: FingerTemplate, alignment: Alignment): number {
  let sum = 0
  let blocks = 0
  for (let top = 0; top + blockPx <= a.heightPx; top += blockPx) {
    for (let left = 0; left + blockPx <= a.widthPx; left += blockPx) {
      const agreement = blockAgreement(a, b, alignment, left, top)
      if (agreement === undefined) continue
      sum += agreement
      blocks += 1
    }
  }
  const common = (blocks * blockPx * blockPx) / (a.widthPx * a.heightPx)
  return blocks === 0 ? 0 : (sum / blocks) * Math.min(1, common / 0.25)
}

/** Best agreement of one block within the slack, -1 to 1; `undefined` when too little of it is on both. */
function blockAgreement(
  a: FingerTemplate,
  b: FingerTemplate,
  alignment: Alignment,
  left: number,
  top: number,
): number | undefined {
  const heights: number[] = []
  const places: number[] = []
  for (let y = top + 1; y < top + blockPx; y += samplePx) {
    for (let x = left + 1; x < left + blockPx; x += samplePx) {
      const height = a.ridges[y * a.widthPx + x] as number
      if (height === 0) continue
      const to = move(alignment, x, y)
      if (ridgeAt(b, to.x, to.y) === 0) continue
      heights.push(height)
      places.push(Math.round(to.y) * b.widthPx + Math.round(to.x))
    }
  }
  if (heights.length < (blockPx / samplePx) ** 2 / 2) return undefined
  let best = -1
  for (let down = -slackPx; down <= slackPx; down += 1) {
    for (let right = -slackPx; right <= slackPx; right += 1) {
      const offset = down * b.widthPx + right
      let sum = 0
      for (let n = 0; n < heights.length; n += 1) {
        sum += (heights[n] as number) * (b.ridges[(places[n] as number) + offset] ?? 0)
      }
      best = Math.max(best, sum / heights.length)
    }
  }
  return best
}

function ridgeAt({ widthPx, heightPx, ridges }: FingerTemplate, x: number, y: number): number {
  const column = Math.round(x)
  const row = Math.round(y)
  const outside = column < 0 || row < 0 || column >= widthPx || row >= heightPx
  return outside ? 0 : (ridges[row * widthPx + column] ?? 0)
}

/** The position under which this very finger was recorded before; `undefined` when it is a new one. */
export function findRepeat(
  known: ReadonlyMap<FingerPosition, FingerTemplate>,
  position: FingerPosition,
  press: FingerTemplate,
): FingerPosition | undefined {
  for (const [other, template] of known) {
    if (other !== position && compareFingers(template, press) >= sameFingerScore) return other
  }
  return undefined
}
