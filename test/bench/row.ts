/** One measurement beside what the design allows. */
export interface Row {
  readonly what: string
  /** The figure with its unit, such as `1.004 x wire time`. */
  readonly measured: string
  /** Absent where the design allows whatever it takes. */
  readonly budget: string | undefined
  readonly within: boolean
  /** How the figure came about. */
  readonly note: string
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
