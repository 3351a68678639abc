import { z } from 'zod'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { canonicalJson, isWellFormed, type Json } from '../../core/canonical-json.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { deviceNamePattern } from '../../core/names.ts'
import { isSignedBy, type SignedKind, type SigningKey } from './signing-key.ts'

/** Canonical JSON and the signature over it: the two files of a batch, a receipt or a list. */
export interface SignedDocument {
  readonly bytes: Uint8Array
  /** The text of its `.sig` file: base64 and one LF. */
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
  return { bytes, signature: key.sign(kind, bytes) }
}

/** No key that counts here has signed it: nothing of it was parsed. */
export interface BadSignature {
  readonly kind: 'bad-signature'
}

/**
 * Reads a document of version 1 that one of `signers` has signed. The signature comes first: parsing costs a hundred
 * times as much, and only what is believed may cost that.
 */
export function readSigned<T>(
  kind: SignedKind,
  schema: z.ZodType<T>,
  { bytes, signature }: SignedDocument,
  signers: readonly string[],
): Result<T, DocumentFault | BadSignature> {
  const isSigned = signers.some((key) => isSignedBy(key, kind, bytes, signature))
  return isSigned ? readDocument(schema, bytes) : err({ kind: 'bad-signature' })
}

/**
 * The same for a document whose kiosk has signed it and stands in it: the name is looked for in the bytes, which canonical
 * JSON allows, as a quote within a text is never bare.
 */
export function readSignedByDevice<T extends { readonly device: string }>(
  kind: SignedKind,
  schema: z.ZodType<T>,
  document: SignedDocument,
  publicKeyOf: (device: string) => string | undefined,
): Result<T, DocumentFault | BadSignature> {
  const { buffer, byteOffset, byteLength } = document.bytes
  const start = Buffer.from(buffer, byteOffset, Math.min(byteLength, deviceWithinBytes)).toString('latin1')
  const device = namedDevice.exec(start)?.[1]
  if (device === undefined) return malformed('names no kiosk')
  const publicKey = publicKeyOf(device)
  const read = readSigned(kind, schema, document, publicKey === undefined ? [] : [publicKey])
  return read.ok && read.value.device !== device ? malformed('names two kiosks') : read
}

const namedDevice = new RegExp(`"device":"(${deviceNamePattern})"`)

/** Only short fields come before it, in the order of canonical JSON. */
const deviceWithinBytes = 4_096

/**
 * Reads a document of a version up to `newest`, of which nobody's signature is asked, or whose signer is only named inside.
 */
export function readDocument<T>(
  schema: z.ZodType<T>,
  bytes: Uint8Array,
  newest = 1,
): Result<T, DocumentFault> {
  const json = jsonFrom(bytes)
  if (hasOtherVersion(json, newest)) return err({ kind: 'unknown-version' })
  const parsed = schema.safeParse(json)
  if (!parsed.success) return malformed(z.prettifyError(parsed.error).slice(0, 200))
  if (!isWellFormed(parsed.data)) return malformed('half a character')
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
