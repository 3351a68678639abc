import type { Minutia } from './find-minutiae.ts'

/** A rigid move of one press onto another: turn about the origin, then shift. */
export interface Alignment {
  readonly turn: number
  readonly shiftX: number
  readonly shiftY: number
}

// A person who presses the same glass twice turns the finger this little and shifts it this far.
const largestTurn = (30 * Math.PI) / 180
const binPx = 12
const binTurn = (8 * Math.PI) / 180

/** The moves that lay most minutiae of `from` near like ones of `to`, best first (Hough transform). */
export function alignFingers(
  from: readonly Minutia[],
  to: readonly Minutia[],
  count: number,
): readonly Alignment[] {
  const bins = new Map<string, { votes: number; turn: number; x: number; y: number }>()
  for (const a of from) {
    for (const b of to) {
      const turn = turnBetween(a.angle, b.angle)
      if (Math.abs(turn) > largestTurn) continue
      const x = b.x - (Math.cos(turn) * a.x - Math.sin(turn) * a.y)
      const y = b.y - (Math.sin(turn) * a.x + Math.cos(turn) * a.y)
      const key = `${Math.round(x / binPx)} ${Math.round(y / binPx)} ${Math.round(turn / binTurn)}`
      const bin = bins.get(key) ?? { votes: 0, turn: 0, x: 0, y: 0 }
      bins.set(key, { votes: bin.votes + 1, turn: bin.turn + turn, x: bin.x + x, y: bin.y + y })
    }
  }
  return [...bins.values()]
    .sort((a, b) => b.votes - a.votes)
    .slice(0, count)
    .map(({ votes, turn, x, y }) => ({ turn: turn / votes, shiftX: x / votes, shiftY: y / votes }))
}

/** Smallest turn from one ridge direction to another; directions repeat after half a circle. */
export function turnBetween(from: number, to: number): number {
  const turn = (((to - from) % Math.PI) + Math.PI) % Math.PI
  return turn > Math.PI / 2 ? turn - Math.PI : turn
}

export function move({ turn, shiftX, shiftY }: Alignment, x: number, y: number): { x: number; y: number } {
  return {
    x: Math.cos(turn) * x - Math.sin(turn) * y + shiftX,
    y: Math.sin(turn) * x + Math.cos(turn) * y + shiftY,
  }
}
