import type { z } from 'zod'
import { err, type Result } from '../../../hal/contract/result.ts'
import { type PublicKey, usableKeys } from './public-key.ts'
import { type DocumentFault, documentBytes, readDocument, type SignedDocument } from './signed-document.ts'
import { isSignedBy } from './signing-key.ts'

/** The common part of the registry's lists: a number that only rises, and the signer of the next one. */
export interface NumberedList {
  readonly number: number
  readonly authority: PublicKey
}

export type ListFault =
  | DocumentFault
  | { readonly kind: 'bad-signature' }
  /** A list with a lower number than the one in force: never taken, whatever its signature. */
  | { readonly kind: 'older'; readonly number: number }
  /** Another list with the number of the one in force: the authority signed two. */
  | { readonly kind: 'contradicts'; readonly number: number }

/**
 * Reads a list that is to follow `current`. The authority of the list in force must have signed it; the list
 * may name another authority, whose turn comes next. The first list of all is believed as it was handed over,
 * if the signer that it names has signed it. The same list again is fine.
 */
export function readNextList<T extends NumberedList>(
  kind: 'key-list' | 'device-list',
  schema: z.ZodType<T>,
  current: T | undefined,
  { bytes, signature }: SignedDocument,
): Result<T, ListFault> {
  const read = readDocument(schema, bytes)
  if (!read.ok) return read
  const list = read.value
  if (current && Buffer.from(documentBytes(current)).equals(bytes)) return read
  const [signer] = usableKeys([(current ?? list).authority])
  if (signer === undefined || !isSignedBy(signer, kind, bytes, signature))
    return err({ kind: 'bad-signature' })
  const number = current?.number ?? 0
  if (list.number < number) return err({ kind: 'older', number: list.number })
  return list.number === number ? err({ kind: 'contradicts', number }) : read
}
