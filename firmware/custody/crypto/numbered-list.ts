import type { z } from 'zod'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { type PublicKey, usableKeys } from './public-key.ts'
import {
  type BadSignature,
  type DocumentFault,
  documentBytes,
  readDocument,
  readSigned,
  type SignedDocument,
} from './signed-document.ts'

/** The common part of the registry's lists: a number that only rises, and the signer of the next one. */
export interface NumberedList {
  readonly number: number
  readonly authority: PublicKey
}

export type ListFault =
  | DocumentFault
  | BadSignature
  /** A list with a lower number than the one in force: never taken, whatever its signature. */
  | { readonly kind: 'older'; readonly number: number }
  /** Another list with the number of the one in force: the authority signed two. */
  | { readonly kind: 'contradicts'; readonly number: number }

/**
 * Reads a list that is to follow `current`. The authority of the list in force must have signed it; the list
 * may name another authority, whose turn comes next. The first list of all is believed as it was handed over,
 * if the signer that it names has signed it. The same list again is fine. `authority` is whose signature counts where
 * that is known from elsewhere: nothing unsigned is parsed then.
 */
export function readNextList<T extends NumberedList>(
  kind: 'key-list' | 'device-list',
  schema: z.ZodType<T>,
  current: T | undefined,
  document: SignedDocument,
  authority: PublicKey | undefined = current?.authority,
): Result<T, ListFault> {
  if (current && Buffer.from(documentBytes(current)).equals(document.bytes)) return ok(current)
  const signer = authority ? ok(authority) : namedAuthority(schema, document.bytes)
  if (!signer.ok) return signer
  const read = readSigned(kind, schema, document, usableKeys([signer.value]))
  if (!read.ok) return read
  const list = read.value
  const number = current?.number ?? 0
  if (list.number < number) return err({ kind: 'older', number: list.number })
  return list.number === number ? err({ kind: 'contradicts', number }) : read
}

function namedAuthority<T extends NumberedList>(
  schema: z.ZodType<T>,
  bytes: Uint8Array,
): Result<PublicKey, DocumentFault> {
  const read = readDocument(schema, bytes)
  return read.ok ? ok(read.value.authority) : read
}
