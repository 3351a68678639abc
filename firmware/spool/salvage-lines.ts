import type { Json } from '../base/canonical-json.ts'
import { sha256Hex } from '../base/hash.ts'
import { jsonFrom } from '../base/json-from.ts'

/** What can still be believed of a journal whose chain is broken. */
export interface Salvage {
  readonly entries: readonly Json[]
  /** How many lines cannot. */
  readonly lost: number
}

/**
 * Reads a broken journal from its end: a line is believed when the one after it names it, or when that one is
 * spoiled itself and cannot say. So a flipped bit costs the line it stands in, and no other.
 */
export function salvageLines(text: string): Salvage {
  const lines = text.split('\n').slice(0, -1)
  const entries: Json[] = []
  let named: string | undefined
  for (const line of lines.toReversed()) {
    const { prev, entry } = (jsonFrom(line) ?? {}) as { readonly prev?: unknown; readonly entry?: Json }
    const believed =
      entry !== undefined && isSignable(entry) && (named === undefined || sha256Hex(line) === named)
    if (believed) entries.push(entry)
    named = believed && typeof prev === 'string' ? prev : undefined
  }
  return { entries: entries.reverse(), lost: lines.length - entries.length }
}

function isSignable(value: Json | undefined): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  return (
    typeof value !== 'object' || value === null || Object.values(value).every((member) => isSignable(member))
  )
}
