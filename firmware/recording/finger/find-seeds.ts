import type { Minutia } from './find-minutiae.ts'
import type { FingerTemplate } from './finger-template.ts'

/** A place that two presses may have in common: where it is on each, and how far the second is turned. */
export interface Seed {
  readonly from: Minutia
  readonly toX: number
  readonly toY: number
  /** Radians. */
  readonly turn: number
  /** How alike the ridges around it are, -1 to 1. */
  readonly agreement: number
}

// A person who presses the same glass twice turns the finger this little.
const largestTurn = (30 * Math.PI) / 180
const fewestAlike = 0.2
const discRadiusPx = 30
const discStepPx = 5
// Where a ridge ends is known this well.
const slackPx = [-2, 0, 2]

/** Places around which the ridges of both presses run alike, best first. */
export function findSeeds(a: FingerTemplate, b: FingerTemplate, count: number): readonly Seed[] {
  const seeds: Seed[] = []
  for (const from of a.minutiae) {
    const disc = discAround(a, from)
    if (!disc) continue
    for (const to of b.minutiae) {
      const turn = turnBetween(from.angle, to.angle)
      if (Math.abs(turn) > largestTurn) continue
      const seed = seedAt(disc, b, to, turn)
      if (seed.agreement >= fewestAlike) seeds.push({ from, turn, ...seed })
    }
  }
  return seeds.sort((one, other) => other.agreement - one.agreement).slice(0, count)
}

/** Smallest turn from one ridge direction to another; directions repeat after half a circle. */
export function turnBetween(from: number, to: number): number {
  const turn = (((to - from) % Math.PI) + Math.PI) % Math.PI
  return turn > Math.PI / 2 ? turn - Math.PI : turn
}

interface Disc {
  readonly rights: readonly number[]
  readonly downs: readonly number[]
  readonly ridges: readonly number[]
}

function discAround({ widthPx, heightPx, ridges }: FingerTemplate, { x, y }: Minutia): Disc | undefined {
  const disc = { rights: [] as number[], downs: [] as number[], ridges: [] as number[] }
  let size = 0
  for (let down = -discRadiusPx; down <= discRadiusPx; down += discStepPx) {
    for (let right = -discRadiusPx; right <= discRadiusPx; right += discStepPx) {
      if (Math.hypot(right, down) > discRadiusPx) continue
      size += 1
      const [column, row] = [x + right, y + down]
      if (column < 0 || row < 0 || column >= widthPx || row >= heightPx) continue
      const ridge = ridges[row * widthPx + column] as number
      if (ridge === 0) continue
      disc.rights.push(right)
      disc.downs.push(down)
      disc.ridges.push(ridge)
    }
  }
  return disc.ridges.length < 0.6 * size ? undefined : disc
}

function seedAt(
  disc: Disc,
  b: FingerTemplate,
  to: Minutia,
  turn: number,
): Pick<Seed, 'toX' | 'toY' | 'agreement'> {
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)]
  let best = { toX: to.x, toY: to.y, agreement: -1 }
  for (const down of slackPx) {
    for (const right of slackPx) {
      const [toX, toY] = [to.x + right, to.y + down]
      const agreement = discAgreement(disc, b, toX, toY, cosine, sine)
      if (agreement > best.agreement) best = { toX, toY, agreement }
    }
  }
  return best
}

function discAgreement(
  { rights, downs, ridges: own }: Disc,
  { widthPx, heightPx, ridges }: FingerTemplate,
  toX: number,
  toY: number,
  cosine: number,
  sine: number,
): number {
  let sum = 0
  let common = 0
  for (let n = 0; n < own.length; n += 1) {
    const [right, down] = [rights[n] as number, downs[n] as number]
    const column = Math.round(toX + cosine * right - sine * down)
    const row = Math.round(toY + sine * right + cosine * down)
    if (column < 0 || row < 0 || column >= widthPx || row >= heightPx) continue
    const ridge = ridges[row * widthPx + column] as number
    if (ridge === 0) continue
    sum += ridge * (own[n] as number)
    common += 1
  }
  return common < 0.7 * own.length ? -1 : sum / own.length
}
