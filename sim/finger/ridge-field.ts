import { createSeededRandom, type SeededRandom, seedOf } from '../random/seeded-random.ts'

/** Ridge direction and spacing over a finger: the plan that ridges grow along. */
export interface RidgeField {
  readonly widthPx: number
  readonly heightPx: number
  /** Direction of the ridge in radians, modulo pi. */
  readonly angle: Float32Array
  /** Distance from ridge to ridge in pixels. */
  readonly period: Float32Array
}

interface Point {
  readonly x: number
  readonly y: number
}

type Pattern = 'left-loop' | 'right-loop' | 'whorl' | 'tented-arch' | 'arch'

// Shares of the pattern classes among fingers (Henry classes as usually reported).
const patterns: readonly (readonly [Pattern, number])[] = [
  ['right-loop', 0.33],
  ['left-loop', 0.33],
  ['whorl', 0.27],
  ['tented-arch', 0.03],
  ['arch', 0.04],
]

/** Zero-pole model of a pattern class with bent ridges over the core and smooth variation (biometrics.md 6). */
export function createRidgeField(
  person: string,
  position: number,
  widthPx: number,
  heightPx: number,
): RidgeField {
  const random = createSeededRandom(seedOf('field', person, position))
  const pattern = pick(random)
  const { cores, deltas } = singularities(pattern, random)
  const sway = waves(random, widthPx, heightPx)
  const stretch = waves(random, widthPx, heightPx)
  const basePeriod = random.between(8.2, 9.4)
  const archBend = random.between(0.9, 1.6)
  const angle = new Float32Array(widthPx * heightPx)
  const period = new Float32Array(widthPx * heightPx)
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1) {
      const x = column - widthPx / 2
      const y = heightPx / 2 - row
      const at = row * widthPx + column
      const turn = pattern === 'arch' ? archAngle(x, y, widthPx, archBend) : poleAngle(x, y, cores, deltas)
      angle[at] = turn + 0.12 * sway(column, row)
      period[at] = basePeriod + 0.7 * stretch(column, row) + (0.9 * -y) / heightPx
    }
  }
  return { widthPx, heightPx, angle, period }
}

function pick(random: SeededRandom): Pattern {
  let left = random.next()
  for (const [pattern, share] of patterns) {
    left -= share
    if (left < 0) return pattern
  }
  return 'right-loop'
}

function singularities(pattern: Pattern, random: SeededRandom): { cores: Point[]; deltas: Point[] } {
  const near = (x: number, y: number, spread: number): Point => ({
    x: x + spread * random.normal(),
    y: y + spread * random.normal(),
  })
  switch (pattern) {
    case 'left-loop':
      return { cores: [near(-8, 20, 5)], deltas: [near(85, -85, 9)] }
    case 'right-loop':
      return { cores: [near(8, 20, 5)], deltas: [near(-85, -85, 9)] }
    case 'tented-arch':
      return { cores: [near(0, 15, 4)], deltas: [near(0, -75, 6)] }
    case 'whorl':
      return {
        cores: [near(0, 30, 4), near(0, -8, 4)],
        deltas: [near(-95, -95, 9), near(95, -95, 9)],
      }
    case 'arch':
      return { cores: [], deltas: [] }
  }
}

function poleAngle(x: number, y: number, cores: readonly Point[], deltas: readonly Point[]): number {
  let turn = 0
  for (const core of cores) turn += Math.atan2(y - core.y, x - core.x)
  for (const delta of deltas) turn -= Math.atan2(y - delta.y, x - delta.x)
  const core = cores[0] ?? { x: 0, y: 0 }
  // Bends the fan of straight ridges over the core (a stand-in for Vizcaya-Gerhardt).
  const bend = -0.55 / (1 + Math.exp(-(y - core.y - 10) / 22))
  return turn / 2 + bend * Math.tanh((x - core.x) / 90)
}

function archAngle(x: number, y: number, widthPx: number, bend: number): number {
  const fade = Math.min(1, Math.max(0, 0.6 - y / 260))
  return -Math.atan(bend * fade * Math.sin((2 * Math.PI * x) / (1.6 * widthPx)))
}

// A few long waves stand in for blurred noise: smooth, cheap, and different for every finger.
function waves(random: SeededRandom, widthPx: number, heightPx: number): (x: number, y: number) => number {
  const parts = Array.from({ length: 6 }, () => ({
    x: random.between(-2.5, 2.5) / widthPx,
    y: random.between(-2.5, 2.5) / heightPx,
    phase: random.between(0, 2 * Math.PI),
  }))
  return (x, y) =>
    parts.reduce((sum, part) => sum + Math.sin(2 * Math.PI * (part.x * x + part.y * y) + part.phase), 0) / 2.4
}
