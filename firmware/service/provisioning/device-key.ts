import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import type { Entropy } from '../../../hal/contract/entropy.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { type DeviceIdentity, deviceIdentity } from '../../custody/crypto/device-identity.ts'
import { createSigningKey, readSigningKey } from '../../custody/crypto/signing-key.ts'

const copies = ['device.key', 'device.key.copy'] as const
/** The name that the key gives this box: one flipped bit of a key makes another key, and it would be another box. */
const namePath = 'device.name'

/** The files of the key, in the order in which they may go when a box is erased. */
export const deviceKeyFiles = [namePath, copies[1], copies[0]] as const

type KeyFault = DiskFault | { readonly kind: 'bad-key' }

/** The key of this kiosk, made on its first start and never changed by us again. Mode 0600. */
export async function openDeviceKey(disk: Disk, entropy: Entropy): Promise<Result<DeviceIdentity, KeyFault>> {
  const texts: (string | undefined)[] = []
  for (const path of [...copies, namePath]) {
    const found = await disk.read(path)
    if (!found.ok && found.fault.kind !== 'not-found') return found
    texts.push(found.ok ? Buffer.from(found.value).toString('latin1') : undefined)
  }
  const name = texts[copies.length]?.trim()
  if (texts.every((text) => text === undefined)) return createDeviceKey(disk, entropy)
  const [first, second] = texts.slice(0, copies.length).map((text) => {
    const key = text === undefined ? undefined : readSigningKey(text)
    return key && deviceIdentity(key)
  })
  const isTwice = first !== undefined && first.device === second?.device
  // Two of the three must agree; a box of an earlier version has one, and nothing beside it.
  const isOld = texts.filter((text) => text !== undefined).length === 1
  const named = [first, second].find((one) => one?.device === name)
  const identity = isTwice || isOld ? (first ?? second) : named
  if (!identity) return err({ kind: 'bad-key' })
  const isWhole = isTwice && named !== undefined
  // A disk that refuses now is asked again at the next start.
  if (!isWhole) await storeDeviceKey(disk, identity)
  return ok(identity)
}

async function createDeviceKey(disk: Disk, entropy: Entropy): Promise<Result<DeviceIdentity, KeyFault>> {
  const identity = deviceIdentity(createSigningKey(entropy))
  const stored = await storeDeviceKey(disk, identity)
  return stored.ok ? ok(identity) : stored
}

function storeDeviceKey(disk: Disk, { device, key }: DeviceIdentity): Promise<Result<void, DiskFault>> {
  // A torn key would lock the box out for ever.
  const store = (path: string, text: string) => [
    () => disk.write(`${path}.new`, Buffer.from(text)),
    () => disk.rename(`${path}.new`, path),
  ]
  return inOrder([
    () => disk.makeDirectory('.'),
    ...copies.flatMap((path) => store(path, key.privatePem)),
    () => disk.syncDirectory('.'),
    ...store(namePath, `${device}\n`),
    () => disk.syncDirectory('.'),
  ])
}
