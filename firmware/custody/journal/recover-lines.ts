import type { Json } from '../../core/canonical-json.ts'
import { readLine } from './journal-line.ts'

/** The lines that can still be believed of a journal whose chain is broken. */
export interface Salvage {
  readonly entries: readonly Json[]
  /** How many lines cannot. */
  readonly lost: number
}

/** Takes over every line that is whole: a flipped bit costs its line, and no other. */
export function recoverLines(text: string): Salvage {
  const lines = text.split('\n').slice(0, -1)
  const entries = lines.flatMap((line) => readLine(line)?.entry ?? [])
  return { entries, lost: lines.length - entries.length }
}
