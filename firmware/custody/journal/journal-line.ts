import { canonicalJson, type Json } from '../../core/canonical-json.ts'
import { sha256Hex } from '../../core/hash.ts'
import { jsonFrom } from '../../core/json-from.ts'

/** One line of a journal: what it says, its own hash and the hash of the line before. */
export interface JournalLine {
  readonly hash: string
  readonly prev: string
  readonly entry: Json
}

/** The hash that the first line names as the one before. */
export const noLineBefore = '0'.repeat(64)

const opening = '{"hash":"'
const bodyAt = opening.length + 64 + '",'.length

/**
 * Writes a line, without its end: `{"hash":"…","entry":…,"prev":"…"}` in one canonical form. The hash is the SHA-256
 * of the same object without `hash`, so that a flipped bit shows in its line, the last one too.
 */
export function writeLine(prev: string, entry: Json): { readonly text: string; readonly hash: string } {
  const body = canonicalJson({ entry, prev })
  const hash = sha256Hex(body)
  return { text: withHash(hash, body), hash }
}

function withHash(hash: string, body: string): string {
  return `{"hash":"${hash}",${body.slice(1)}`
}

/** Reads a line; nothing when it is not, to the last bit, what was written. */
export function readLine(text: string): JournalLine | undefined {
  const hash = text.slice(opening.length, opening.length + 64)
  const body = `{${text.slice(bodyAt)}`
  if (text !== withHash(hash, body) || sha256Hex(body) !== hash) return undefined
  const { prev, entry } = jsonFrom(body) as Pick<JournalLine, 'prev' | 'entry'>
  return { hash, prev, entry }
}
