import { z } from 'zod'
import { err, type Result } from '../../../hal/contract/result.ts'
import { isBelievable } from '../../core/believable-time.ts'
import { deviceNameSchema } from '../../core/names.ts'
import type { KeyList } from '../../custody/crypto/key-list.ts'
import {
  type DocumentFault,
  readDocument,
  type SignedDocument,
  signDocument,
} from '../../custody/crypto/signed-document.ts'
import { isSignedBy, type SigningKey } from '../../custody/crypto/signing-key.ts'
import { type Site, siteSchema } from './site.ts'

/** In place of a device: whichever box has no school yet. */
export const anyBlankBox = 'any-blank-box'

/**
 * The registry's order for a box: one school's, with these settings. It lies on a stick in `REKAM/IN`: as
 * `site.json` for whichever box has no school yet, as `site-<device>.json` for one box. Signed by a receipt key; the
 * key list it goes with lies beside it. A stick may be lost, and six digits are soon tried out: the order says only
 * whether there is a PIN, and the box asks for it.
 */
export const provisioningOrderSchema = siteSchema
  .omit({ keyList: true, provisionedMs: true, order: true, attendantPin: true })
  .extend({
    /** The box that is to obey. A file can be renamed. */
    device: z.union([deviceNameSchema, z.literal(anyBlankBox)]),
    /** A box never goes back to a lower one. By default when it was given. */
    number: z.int().positive(),
    /** When it was given, in milliseconds since 1970. */
    givenMs: z.int().positive(),
    /** `ask`: a new PIN is chosen at the panel; `keep`: the one there stays; `none`: no menu for attendants. */
    attendantPin: z.enum(['ask', 'keep', 'none']).default('keep'),
  })

export interface ProvisioningOrder extends z.infer<typeof provisioningOrderSchema> {}

export type ProvisioningOrderFault =
  | DocumentFault
  | { readonly kind: 'bad-signature' }
  | { readonly kind: 'older'; readonly number: number }
  | { readonly kind: 'for-other-box' | 'for-blank-box' | 'wrong-time' }

/** The box that is given an order. */
export interface OrderedBox {
  readonly device: string
  /** Number of the order in force, or of the last one known to have been; 0 for none. */
  readonly lastOrder: number
  /** Whether it takes an order for any box without a school. */
  readonly isBlank: boolean
  /** The last word on time: an order decades after it is given by a wrong clock. 0 for none. */
  readonly earliestMs: number
}

export function signProvisioningOrder(order: ProvisioningOrder, key: SigningKey): SignedDocument {
  return signDocument('site', provisioningOrderSchema, order, key)
}

/** Reads an order that a key in force has signed, that is meant for this box and later than the one in force. */
export function readProvisioningOrder(
  { bytes, signature }: SignedDocument,
  receiptKeys: readonly string[],
  box: OrderedBox,
): Result<ProvisioningOrder, ProvisioningOrderFault> {
  if (!receiptKeys.some((key) => isSignedBy(key, 'site', bytes, signature)))
    return err({ kind: 'bad-signature' })
  const order = readDocument(provisioningOrderSchema, bytes)
  if (!order.ok) return order
  const { device, number, givenMs } = order.value
  if (device === anyBlankBox && !box.isBlank) return err({ kind: 'for-blank-box' })
  if (device !== anyBlankBox && device !== box.device) return err({ kind: 'for-other-box' })
  if (number <= box.lastOrder) return err({ kind: 'older', number })
  return isBelievable(givenMs, box.earliestMs) ? order : err({ kind: 'wrong-time' })
}

/** The site that an order makes of the one before, if there was one. */
export function siteOfOrder(
  { device: _, number, givenMs, attendantPin, ...order }: ProvisioningOrder,
  keyList: KeyList,
  before?: Site,
): Site {
  const pin = attendantPin === 'keep' ? before?.attendantPin : attendantPin
  const site = { ...order, provisionedMs: givenMs, order: number, keyList }
  return pin === undefined || pin === 'none' ? site : { ...site, attendantPin: pin }
}

/** The name of an order on a stick: for one box, or for any that has no school. */
export function provisioningOrderName(device?: string): string {
  return device === undefined ? 'site.json' : `site-${device}.json`
}
