import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { createIdentity, isIdentity, isRecipient, recipientOf } from '../../custody/crypto/age-file.ts'

const path = 'roster.identity'

/** Its recipient in the clear: the office needs it of a box that is locked, too. */
const recipientPath = 'roster.recipient'

/** The recipient of the lists that come down to this kiosk; nothing before its first start. */
export async function rosterRecipient(disk: Disk): Promise<string | undefined> {
  const found = await disk.read(recipientPath)
  const text = found.ok ? Buffer.from(found.value).toString('latin1').trim() : ''
  return isRecipient(text) ? text : undefined
}

/**
 * The age identity with which this kiosk opens the lists of pupils that the registry sends. Nothing that is captured
 * is ever sealed for it. Made on the first start; one that is damaged is made anew, and lists wait until the
 * registry knows its recipient. Mode 0600.
 */
export async function openRosterIdentity(disk: Disk): Promise<Result<string, DiskFault>> {
  const found = await disk.read(path)
  const text = found.ok ? Buffer.from(found.value).toString('latin1').trim() : ''
  if (isIdentity(text)) return noteRecipient(disk, text)
  if (!found.ok && found.fault.kind !== 'not-found') return found
  const identity = await createIdentity()
  const stored = await inOrder([
    () => disk.makeDirectory('.'),
    () => disk.write(`${path}.new`, Buffer.from(`${identity}\n`)),
    () => disk.rename(`${path}.new`, path),
    () => disk.syncDirectory('.'),
  ])
  return stored.ok ? noteRecipient(disk, identity) : stored
}

async function noteRecipient(disk: Disk, identity: string): Promise<Result<string, DiskFault>> {
  const recipient = await recipientOf(identity)
  if ((await rosterRecipient(disk)) === recipient) return ok(identity)
  // A disk that refuses now is asked again at the next start.
  await inOrder([
    () => disk.write(`${recipientPath}.new`, Buffer.from(`${recipient}\n`)),
    () => disk.rename(`${recipientPath}.new`, recipientPath),
    () => disk.syncDirectory('.'),
  ])
  return ok(identity)
}
