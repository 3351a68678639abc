import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { createIdentity, isIdentity } from '../../custody/crypto/age-file.ts'

const path = 'roster.identity'

/**
 * The age identity with which this kiosk opens the lists of pupils that the registry sends. Nothing that is captured
 * is ever sealed for it. Made on the first start; one that is damaged is made anew, and lists wait until the
 * registry knows its recipient. Mode 0600.
 */
export async function openRosterIdentity(disk: Disk): Promise<Result<string, DiskFault>> {
  const found = await disk.read(path)
  const text = found.ok ? Buffer.from(found.value).toString('latin1').trim() : ''
  if (isIdentity(text)) return ok(text)
  if (!found.ok && found.fault.kind !== 'not-found') return found
  const identity = await createIdentity()
  const stored = await inOrder([
    () => disk.makeDirectory('.'),
    () => disk.write(`${path}.new`, Buffer.from(`${identity}\n`)),
    () => disk.rename(`${path}.new`, path),
    () => disk.syncDirectory('.'),
  ])
  return stored.ok ? ok(identity) : stored
}
