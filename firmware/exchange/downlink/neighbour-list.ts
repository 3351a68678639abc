import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { type DeviceList, readDeviceList } from '../../custody/crypto/device-list.ts'
import type { KeyList } from '../../custody/crypto/key-list.ts'
import type { ListFault } from '../../custody/crypto/numbered-list.ts'
import { usableKeys } from '../../custody/crypto/public-key.ts'
import type { SignedDocument } from '../../custody/crypto/signed-document.ts'

/** A kiosk whose receipts this one can check. */
export interface Neighbour {
  readonly device: string
  /** Ed25519, 32 raw bytes in base64. */
  readonly publicKey: string
}

/**
 * The list of kiosks that this box carries, so that it can check their students' receipts. Absent, damaged or
 * not of the authority in force is the same: then it knows no other kiosk, and nothing else depends on it.
 */
export async function readNeighbourList(disk: Disk, keyList: KeyList): Promise<DeviceList | undefined> {
  const carried = await readCarried(disk, keyList)
  return carried.ok ? carried.value : undefined
}

async function readCarried(
  disk: Disk,
  { authority }: KeyList,
): Promise<Result<DeviceList | undefined, DiskFault>> {
  const bytes = await disk.read('devices.json')
  const signature = await disk.read('devices.sig')
  if (!bytes.ok) return bytes.fault.kind === 'not-found' ? ok(undefined) : bytes
  if (!signature.ok) return signature.fault.kind === 'not-found' ? ok(undefined) : signature
  const text = Buffer.from(signature.value).toString('latin1')
  const list = readDeviceList(undefined, { bytes: bytes.value, signature: text }, authority)
  return ok(list.ok && list.value.authority.publicKey === authority.publicKey ? list.value : undefined)
}

/** Keeps the list that follows the one carried, if the authority in force has signed it. */
export async function takeNeighbourList(
  disk: Disk,
  keyList: KeyList,
  document: SignedDocument,
): Promise<Result<DeviceList, ListFault | DiskFault>> {
  // An older one must not pass because the medium does not give the newer one now.
  const carried = await readCarried(disk, keyList)
  if (!carried.ok) return carried
  const next = readDeviceList(carried.value, document, keyList.authority)
  if (!next.ok) return next
  if (next.value.authority.publicKey !== keyList.authority.publicKey) return err({ kind: 'bad-signature' })
  // Cut in between, the old list is left with a signature that is not its own, and the box knows no other kiosk.
  const stored = await inOrder(
    [
      { name: 'devices.sig', bytes: Buffer.from(document.signature) },
      { name: 'devices.json', bytes: document.bytes },
    ].flatMap(({ name, bytes }) => [
      () => disk.write(`${name}.new`, bytes),
      () => disk.rename(`${name}.new`, name),
      () => disk.syncDirectory('.'),
    ]),
  )
  return stored.ok ? next : stored
}

export function neighboursOf(list: DeviceList | undefined): readonly Neighbour[] {
  const devices = list?.devices ?? []
  return devices.flatMap((known) =>
    usableKeys([known]).map((publicKey) => ({ device: known.device, publicKey })),
  )
}
