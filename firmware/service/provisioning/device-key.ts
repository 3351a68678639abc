import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import type { Entropy } from '../../../hal/contract/entropy.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { type DeviceIdentity, deviceIdentity } from '../../custody/crypto/device-identity.ts'
import { createSigningKey, readSigningKey } from '../../custody/crypto/signing-key.ts'

const path = 'device.key'

/** The key of this kiosk, made on its first start and never changed by us again. Mode 0600. */
export async function openDeviceKey(
  disk: Disk,
  entropy: Entropy,
): Promise<Result<DeviceIdentity, DiskFault | { readonly kind: 'bad-key' }>> {
  const found = await disk.read(path)
  if (found.ok) {
    const key = readSigningKey(Buffer.from(found.value).toString('latin1'))
    return key ? ok(deviceIdentity(key)) : err({ kind: 'bad-key' })
  }
  if (found.fault.kind !== 'not-found') return found
  const key = createSigningKey(entropy)
  const stored = await inOrder([
    () => disk.makeDirectory('.'),
    () => disk.write(`${path}.new`, Buffer.from(key.privatePem)),
    // A torn key would lock the box out for ever.
    () => disk.rename(`${path}.new`, path),
    () => disk.syncDirectory('.'),
  ])
  return stored.ok ? ok(deviceIdentity(key)) : stored
}
