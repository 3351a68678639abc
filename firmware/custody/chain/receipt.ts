import { z } from 'zod'
import type { Result } from '../../../hal/contract/result.ts'
import { batchNumber, deviceNameSchema } from '../../core/names.ts'
import {
  type BadSignature,
  type DocumentFault,
  readSigned,
  type SignedDocument,
  signDocument,
} from '../crypto/signed-document.ts'
import type { SigningKey } from '../crypto/signing-key.ts'

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

const answeredSchema = z
  .array(z.strictObject({ sha256: sha256Schema, reason: z.string().max(60) }))
  .max(10_000)

/** The statement that the registry signs once every accepted byte is on its own durable storage. */
export const receiptSchema = z.strictObject({
  v: z.literal(1),
  device: deviceNameSchema,
  seq: z.int().positive(),
  root: sha256Schema,
  accepted: z.array(sha256Schema).max(10_000),
  rejected: answeredSchema,
  /** Of the accepted ones: their files are kept, and no standard record could be made of them. Absent for none. */
  withoutRecord: answeredSchema.min(1).optional(),
  /** The registry's own running number for this device, from 1. */
  number: z.int().positive(),
  /** SHA-256 of the receipt before; 64 zeros for the first. */
  previous: sha256Schema,
  wallMs: z.int(),
})

export interface Receipt extends z.infer<typeof receiptSchema> {}

/** The registry's word on time, taken from something that it signed for this kiosk. */
export interface SignedTime {
  readonly wallMs: number
  /** The newest batch of this kiosk that it had answered when it signed; 0 for none. */
  readonly batch: number
  /** It answers a question asked just now: it is that late, and not only was. */
  readonly isNow: boolean
}

export type ReceiptFault = DocumentFault | BadSignature

export function signReceipt(receipt: Receipt, key: SigningKey): SignedDocument {
  return signDocument('receipt', receiptSchema, receipt, key)
}

export function readReceipt(
  bytes: Uint8Array,
  signature: string,
  receiptKeys: readonly string[],
): Result<Receipt, ReceiptFault> {
  return readSigned('receipt', receiptSchema, { bytes, signature }, receiptKeys)
}

/** File name of a receipt without its ending. */
export function receiptName(device: string, seq: number): string {
  return `${device}-${batchNumber(seq)}.receipt`
}
