import { z } from 'zod'
import { isRecipient } from './age-file.ts'

/** Whom the kiosk seals for and whose receipts it believes. Numbered: a lower number never replaces it. */
export const trustSchema = z.strictObject({
  v: z.literal(1),
  number: z.int().nonnegative(),
  /** age recipients: the registry, then the offline recovery key. */
  recipients: z.array(z.string().refine(isRecipient)).min(1).max(4),
  /** Ed25519 public keys that sign receipts, base64. */
  receiptKeys: z.array(z.base64().length(44)).min(1).max(8),
})

export interface Trust extends z.infer<typeof trustSchema> {}
