import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { type KeyList, keyListSchema } from '../../custody/crypto/key-list.ts'
import { usableKeys } from '../../custody/crypto/public-key.ts'
import { documentBytes, type SignedDocument } from '../../custody/crypto/signed-document.ts'
import type { StateFault } from '../../custody/document/durable-adapter.ts'
import { readProvisioningOrder, siteOfOrder } from './provisioning-order.ts'
import type { Site } from './site.ts'
import { openSite, saveSite } from './site-document.ts'

const folder = 'order'
const orderPath = `${folder}/site.json`
const signaturePath = `${folder}/site.sig`
const keyListPath = `${folder}/key-list.json`

/** Keeps the order that made this box a school's beside the site that was made of it. */
export function keepOrder(
  disk: Disk,
  order: SignedDocument,
  keyList: KeyList,
): Promise<Result<void, DiskFault>> {
  return inOrder([
    // An older order beside a newer key list would be an order that nobody gave.
    () => disk.remove(folder),
    () => disk.makeDirectory(folder),
    () => disk.write(keyListPath, documentBytes(keyList)),
    () => disk.write(signaturePath, Buffer.from(order.signature)),
    () => disk.write(orderPath, order.bytes),
    () => disk.syncDirectory(folder),
    () => disk.syncDirectory('.'),
  ])
}

/** A box that a technician provisions by hand has no order to go back to. */
export function forgetOrder(disk: Disk): Promise<Result<void, DiskFault>> {
  return inOrder([() => disk.remove(folder), () => disk.syncDirectory('.')])
}

/** The site of this box; `isRepaired` when it was damaged and made again of the last order. */
export async function openOrRepairSite(
  disk: Disk,
  device: string,
): Promise<Result<{ readonly site: Site; readonly isRepaired?: true } | 'none' | 'damaged', StateFault>> {
  const found = await openSite(disk)
  if (found.ok) return ok(found.value ? { site: found.value } : 'none')
  if (found.fault.kind !== 'damaged') return found
  const site = await siteOfKeptOrder(disk, device)
  if (!site) return ok('damaged')
  const saved = await saveSite(disk, site)
  return saved.ok ? ok({ site, isRepaired: true }) : saved
}

/**
 * The site of the last order, when `site.json` is damaged in both generations. A spoiled byte in any of the three
 * files is found by the signature. The attendant's PIN was in the site alone and is asked for again.
 */
async function siteOfKeptOrder(disk: Disk, device: string): Promise<Site | undefined> {
  const [bytes, signature, list] = await Promise.all(
    [orderPath, signaturePath, keyListPath].map((path) => disk.read(path)),
  )
  if (!bytes?.ok || !signature?.ok || !list?.ok) return undefined
  const keyList = keyListSchema.safeParse(jsonFrom(list.value)).data
  if (!keyList) return undefined
  const document = { bytes: bytes.value, signature: Buffer.from(signature.value).toString('latin1') }
  const box = { device, lastOrder: 0, isBlank: true, earliestMs: 0 }
  const order = readProvisioningOrder(document, usableKeys(keyList.receiptKeys), box)
  if (!order.ok) return undefined
  const attendantPin = order.value.attendantPin === 'none' ? 'none' : 'ask'
  return siteOfOrder({ ...order.value, attendantPin }, keyList)
}
