import { z } from 'zod'
import { err, type Result } from '../../../hal/contract/result.ts'
import { npsnSchema } from '../../core/names.ts'
import {
  type DocumentFault,
  readSigned,
  type SignedDocument,
  signDocument,
} from '../../custody/crypto/signed-document.ts'
import type { SigningKey } from '../../custody/crypto/signing-key.ts'

/** `status-<npsn>.json`: how far the recordings of one school have come. In the clear, without persons. */
export const statusFileSchema = z.strictObject({
  v: z.literal(1),
  /** NPSN. */
  school: npsnSchema,
  /** From 1; a kiosk never goes back to a lower one. */
  number: z.int().positive(),
  wallMs: z.int().nonnegative(),
  /** First eight bytes of a packet's SHA-256 in hexadecimal, and the national code unchanged. */
  statuses: z.record(z.string().regex(/^[0-9a-f]{16}$/), z.string().regex(/^[A-Z0-9_]{1,60}$/)),
})

export interface StatusFile extends z.infer<typeof statusFileSchema> {}

/** A published file is another school's, is signed by an unknown key, or has no shape. */
export type PublishedFault =
  | DocumentFault
  | { readonly kind: 'bad-signature' }
  | { readonly kind: 'other-school' }

export function signStatusFile(file: StatusFile, key: SigningKey): SignedDocument {
  return signDocument('status', statusFileSchema, file, key)
}

export function readStatusFile(
  document: SignedDocument,
  school: string,
  receiptKeys: readonly string[],
): Result<StatusFile, PublishedFault> {
  const file = readSigned('status', statusFileSchema, document, receiptKeys)
  if (!file.ok) return file
  return file.value.school === school ? file : err({ kind: 'other-school' })
}
