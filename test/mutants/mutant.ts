/** One change of one source. */
export interface Mutant {
  /** From the top of the checkout. */
  readonly file: string
  readonly line: number
  readonly start: number
  readonly end: number
  /** Stands in the mutant from `start` to `end`. */
  readonly text: string
  /** The change in words, such as `> to >=`. */
  readonly change: string
  /** Number of the innermost block around it in its file; 0 for what runs when the file is loaded. */
  readonly block: number
}

/** The source with the change in it. */
export function plant(source: string, { start, end, text }: Mutant): string {
  return source.slice(0, start) + text + source.slice(end)
}
