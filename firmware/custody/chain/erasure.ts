import { z } from 'zod'
import type { Result } from '../../../hal/contract/result.ts'
import { deviceNameSchema, npsnSchema } from '../../core/names.ts'
import {
  type BadSignature,
  type DocumentFault,
  readSigned,
  type SignedDocument,
  signDocument,
} from '../crypto/signed-document.ts'
import type { SigningKey } from '../crypto/signing-key.ts'

/** The last statement that a box signs: all that was erased from it. Its key is removed right after. */
export const erasureSchema = z.strictObject({
  v: z.literal(1),
  device: deviceNameSchema,
  /** NPSN; absent on a box that never had a school. */
  school: npsnSchema.optional(),
  wallMs: z.int().nonnegative(),
  files: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  /** Packets that no receipt had answered, and visits that were not finished: erased all the same. */
  unsent: z.int().nonnegative(),
  unfinished: z.int().nonnegative(),
  /** SHA-256 over the sorted paths and sizes of what was erased, one `path bytes` a line. */
  contents: z.string().regex(/^[0-9a-f]{64}$/),
})

export interface Erasure extends z.infer<typeof erasureSchema> {}

export function signErasure(erasure: Erasure, key: SigningKey): SignedDocument {
  return signDocument('erasure', erasureSchema, erasure, key)
}

/** Reads an erasure that the box with this key has signed. */
export function readErasure(
  document: SignedDocument,
  publicKey: string,
): Result<Erasure, DocumentFault | BadSignature> {
  return readSigned('erasure', erasureSchema, document, [publicKey])
}
