import { z } from 'zod'
import type { Result } from '../../../hal/contract/result.ts'
import { deviceNameSchema } from '../../core/names.ts'
import { isRecipient } from './age-file.ts'
import { type ListFault, readNextList } from './numbered-list.ts'
import { publicKeySchema } from './public-key.ts'
import { type SignedDocument, signDocument } from './signed-document.ts'
import type { SigningKey } from './signing-key.ts'

/** Whom the kiosks seal for, whose receipts they believe, and which of them may not go on. */
export const keyListSchema = z.strictObject({
  v: z.literal(1),
  /** From 1; a kiosk never goes back to a lower one. */
  number: z.int().positive(),
  /** The signer of the next key list and of the device list. Kept offline. */
  authority: publicKeySchema,
  /** age recipients: the registry, then the offline recovery key. */
  recipients: z.array(z.string().refine(isRecipient)).min(1).max(4),
  /** The signers of receipts; an old key stays here as long as its receipts are on their way. */
  receiptKeys: z.array(publicKeySchema).min(1).max(8),
  /** Kiosks that were stolen, cloned or retired: they begin no visit any more. */
  revoked: z.array(deviceNameSchema).max(10_000),
  /** The oldest software that may still record, as `major.minor.patch`. */
  minimumSoftware: z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/),
})

export interface KeyList extends z.infer<typeof keyListSchema> {}

export function signKeyList(list: KeyList, authority: SigningKey): SignedDocument {
  return signDocument('key-list', keyListSchema, list, authority)
}

/** Reads the key list that is to follow `current`: signed by its authority, and with a higher number. */
export function readKeyList(
  current: KeyList | undefined,
  document: SignedDocument,
): Result<KeyList, ListFault> {
  return readNextList('key-list', keyListSchema, current, document)
}
