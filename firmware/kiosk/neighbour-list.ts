import type { Disk } from '../../hal/contract/disk.ts'
import { type DeviceList, readDeviceList } from '../seal/device-list.ts'
import type { KeyList } from '../seal/key-list.ts'
import { usableKeys } from '../seal/public-key.ts'
import type { Neighbour } from './receipt-desk.ts'

/**
 * The list of kiosks that this box carries, so that it can check their students' receipts. Absent, damaged or
 * not of the authority in force is the same: then it knows no other kiosk, and nothing else depends on it.
 */
export async function readNeighbourList(disk: Disk, { authority }: KeyList): Promise<DeviceList | undefined> {
  const bytes = await disk.read('devices.json')
  const signature = await disk.read('devices.sig')
  if (!bytes.ok || !signature.ok) return undefined
  const text = Buffer.from(signature.value).toString('latin1')
  const list = readDeviceList(undefined, { bytes: bytes.value, signature: text })
  return list.ok && list.value.authority.publicKey === authority.publicKey ? list.value : undefined
}

export function neighboursOf(list: DeviceList | undefined): readonly Neighbour[] {
  const devices = list?.devices ?? []
  return devices.flatMap((known) =>
    usableKeys([known]).map((publicKey) => ({ device: known.device, publicKey })),
  )
}
