import { z } from 'zod'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { canonicalJson, type Json } from '../../core/canonical-json.ts'
import { jsonFrom } from '../../core/json-from.ts'
import type { SignedKind, SigningKey } from './signing-key.ts'

/** Canonical JSON and the signature over it: the two files of a batch, a receipt or a list. */
export interface SignedDocument {
  readonly bytes: Uint8Array
  /** Base64 and one line end. */
  readonly signature: string
}

/** Why a document was not read. */
export type DocumentFault =
  /** Written by a later Rekam: nothing is wrong with it, and nothing is done with it. */
  | { readonly kind: 'unknown-version' }
  /** Not of the shape that its version has, or not in the one spelling that canonical JSON allows. */
  | { readonly kind: 'malformed'; readonly detail: string }

/** Writes a document in its one spelling and signs it under its kind. Throws on a value without that shape. */
export function signDocument<T>(
  kind: SignedKind,
  schema: z.ZodType<T>,
  value: T,
  key: SigningKey,
): SignedDocument {
  const bytes = documentBytes(schema.parse(value))
  return { bytes, signature: `${key.sign(kind, bytes)}\n` }
}

/** Reads a document of a version up to `newest`. The signature is the caller's: its required signer is often named inside. */
export function readDocument<T>(
  schema: z.ZodType<T>,
  bytes: Uint8Array,
  newest = 1,
): Result<T, DocumentFault> {
  const json = jsonFrom(bytes)
  if (hasOtherVersion(json, newest)) return err({ kind: 'unknown-version' })
  const parsed = schema.safeParse(json)
  if (!parsed.success) return malformed(z.prettifyError(parsed.error).slice(0, 200))
  // Two spellings of one content would be two hashes of one thing, and a key twice means two things at once.
  return Buffer.from(documentBytes(parsed.data)).equals(bytes) ? ok(parsed.data) : malformed('not canonical')
}

/** The one spelling of a document. */
export function documentBytes(value: unknown): Uint8Array {
  return new Uint8Array(Buffer.from(canonicalJson(value as Json)))
}

function malformed(detail: string): Result<never, DocumentFault> {
  return err({ kind: 'malformed', detail })
}

function hasOtherVersion(json: unknown, newest: number): boolean {
  if (typeof json !== 'object' || json === null || !('v' in json)) return false
  return Number.isSafeInteger(json.v) && !(Number(json.v) >= 1 && Number(json.v) <= newest)
}
