import { z } from 'zod'
import { err, type Result } from '../../../hal/contract/result.ts'
import type { KeyList } from '../../custody/crypto/key-list.ts'
import {
  type DocumentFault,
  readDocument,
  type SignedDocument,
  signDocument,
} from '../../custody/crypto/signed-document.ts'
import { isSignedBy, type SigningKey } from '../../custody/crypto/signing-key.ts'
import { type Site, siteSchema } from './site.ts'

/**
 * The registry's order for a box: one school's, with these settings. It lies on a stick in `REKAM/IN`: as
 * `site.json` for whichever box has no school yet, as `site-<device>.json` for one box that has. Signed by a receipt
 * key; the key list it goes with lies beside it.
 */
export const provisioningOrderSchema = siteSchema
  .omit({ keyList: true, provisionedMs: true, order: true })
  .extend({
    /** When it was given, in milliseconds since 1970: a box never goes back to an earlier order. */
    number: z.int().positive(),
  })

export interface ProvisioningOrder extends z.infer<typeof provisioningOrderSchema> {}

export type ProvisioningOrderFault =
  | DocumentFault
  | { readonly kind: 'bad-signature' }
  | { readonly kind: 'older'; readonly number: number }

export function signProvisioningOrder(order: ProvisioningOrder, key: SigningKey): SignedDocument {
  return signDocument('site', provisioningOrderSchema, order, key)
}

/** Reads an order that a key in force has signed and that is later than the one in force, `lastOrder`; 0 for none. */
export function readProvisioningOrder(
  { bytes, signature }: SignedDocument,
  receiptKeys: readonly string[],
  lastOrder: number,
): Result<ProvisioningOrder, ProvisioningOrderFault> {
  if (!receiptKeys.some((key) => isSignedBy(key, 'site', bytes, signature)))
    return err({ kind: 'bad-signature' })
  const order = readDocument(provisioningOrderSchema, bytes)
  if (!order.ok) return order
  return order.value.number > lastOrder ? order : err({ kind: 'older', number: order.value.number })
}

/** The site that an order makes; it can never be earlier than when the order was given. */
export function siteOfOrder({ number, ...order }: ProvisioningOrder, keyList: KeyList): Site {
  return { ...order, provisionedMs: number, order: number, keyList }
}

/** The name of an order on a stick: for one box, or for any that has no school. */
export function provisioningOrderName(device?: string): string {
  return device === undefined ? 'site.json' : `site-${device}.json`
}
