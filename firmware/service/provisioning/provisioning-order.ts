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
 * What a registry orders a box to be: one school's, with these settings. It lies on a stick in `REKAM/IN`: as
 * `site.json` for whichever box has no school yet, as `site-<device>.json` for one box that has. Signed by a receipt
 * key; the key list it goes with lies beside it.
 */
export const siteOrderSchema = siteSchema.omit({ keyList: true, provisionedMs: true, order: true }).extend({
  /** When it was given, in milliseconds since 1970: a box never goes back to an earlier order. */
  number: z.int().positive(),
})

export interface SiteOrder extends z.infer<typeof siteOrderSchema> {}

export type SiteOrderFault =
  | DocumentFault
  | { readonly kind: 'bad-signature' }
  | { readonly kind: 'older'; readonly number: number }

export function signSiteOrder(order: SiteOrder, key: SigningKey): SignedDocument {
  return signDocument('site', siteOrderSchema, order, key)
}

/** Reads an order that a key in force has signed and that is later than the one in force, `lastOrder`; 0 for none. */
export function readSiteOrder(
  { bytes, signature }: SignedDocument,
  receiptKeys: readonly string[],
  lastOrder: number,
): Result<SiteOrder, SiteOrderFault> {
  if (!receiptKeys.some((key) => isSignedBy(key, 'site', bytes, signature)))
    return err({ kind: 'bad-signature' })
  const order = readDocument(siteOrderSchema, bytes)
  if (!order.ok) return order
  return order.value.number > lastOrder ? order : err({ kind: 'older', number: order.value.number })
}

/** The site that an order makes; it can never be earlier than when the order was given. */
export function siteOfOrder({ number, ...order }: SiteOrder, keyList: KeyList): Site {
  return { ...order, provisionedMs: number, order: number, keyList }
}

/** The name of an order on a stick: for one box, or for any that has no school. */
export function siteOrderName(device?: string): string {
  return device === undefined ? 'site.json' : `site-${device}.json`
}
