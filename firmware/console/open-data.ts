import type { Disk } from '../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { lockDisk, refuseLocked } from '../custody/crypto/locked-disk.ts'
import { openDocument } from '../custody/document/document.ts'
import type { Host } from '../kiosk/host.ts'
import { openDeviceKey } from '../service/provisioning/device-key.ts'
import { readKeyFile } from '../service/unlock/key-stick.ts'
import {
  type Lock,
  lockPath,
  noLock,
  openStickSlot,
  parseLock,
  slotOf,
} from '../service/unlock/lock-document.ts'

/** The option of commands that read or change class lists. */
export const keyStickOption = [
  '--key-stick <folder>',
  'stik kunci, bila daftar siswa di kotak ini terkunci',
] as const

export interface DataOptions {
  readonly data: string
  readonly keyStick?: string
}

/**
 * The data folder of a kiosk that does not run. Its locked part is readable with the key stick and the PIN, which is asked
 * for at the terminal; without, every look at it is a fault of the medium, so that it is never taken for damage.
 */
export async function openData(
  world: Host,
  { data, keyStick }: DataOptions,
): Promise<Result<Disk, { readonly kind: string }>> {
  const disk = world.openDisk(data)
  const lock = await openDocument(disk, lockPath, parseLock, noLock)
  if (!lock.ok) return lock
  if (lock.value.value.slots.length === 0) return ok(disk)
  if (keyStick === undefined) return ok(refuseLocked(disk))
  return unlockWith(world, disk, lock.value.value, keyStick)
}

async function unlockWith(
  world: Host,
  disk: Disk,
  lock: Lock,
  keyStick: string,
): Promise<Result<Disk, { readonly kind: string }>> {
  const identity = await openDeviceKey(disk, world.entropy)
  if (!identity.ok) return identity
  const secret = await readKeyFile(world.openDisk(keyStick), identity.value.device)
  const slot = slotOf(lock, 'stick')
  if (!secret.ok || !secret.value || !slot) return err({ kind: 'wrong-key-stick' })
  const pin = await world.ask?.('PIN petugas: ', world.stopped)
  const key = pin === undefined ? undefined : await openStickSlot(slot, secret.value, pin.trim())
  return key ? ok(lockDisk(disk, key, world.entropy)) : err({ kind: 'wrong-pin' })
}
