import type { FingerPosition } from '../../core/finger-position.ts'

/** Number of the Type-2 field that lists the fingers which the student declined to press. */
export const declinedField = 10

/** Its value: positions 1 to 10 in rising order, with commas. */
export function declinedFingers(positions: readonly FingerPosition[]): string {
  return positions.toSorted((one, other) => one - other).join(',')
}

/** Positions in the value; `undefined` when they do not rise. */
export function readDeclinedFingers(value: string): readonly string[] | undefined {
  const positions = value.split(',')
  const rise = positions.every((position, at) => at === 0 || Number(position) > Number(positions[at - 1]))
  return rise ? positions : undefined
}
