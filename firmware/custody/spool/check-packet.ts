import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { quarantine } from '../document/quarantine.ts'
import { damagedFolder } from '../journal/open-or-recover-journal.ts'
import { batchDirectory } from './batch-index.ts'
import type { Spool } from './spool.ts'

/** A packet as it can be read now. */
export interface StoredPacket {
  /** The bytes left of a packet that is not sound; empty when nothing can be read. */
  readonly bytes: Uint8Array
  readonly sound: boolean
}

/**
 * Reads a packet, of a batch or of none, and compares it with its name. One that rotted is journaled
 * and moved to `spool/damaged`; its batch goes on without it. One that is not there went to quarantine before, or is
 * on its way to another place at this moment: that alone is no damage.
 */
export async function readStoredPacket(
  spool: Spool,
  sha256: string,
  seq?: number,
): Promise<Result<StoredPacket, DiskFault>> {
  const { disk, journal, facts } = spool
  const directory = seq === undefined ? 'spool/new' : batchDirectory(seq)
  const path = `${directory}/${sha256}.packet`
  const file = await disk.read(path)
  if (file.ok && sha256Hex(file.value) === sha256) return ok({ bytes: file.value, sound: true })
  if (!file.ok && file.fault.kind === 'not-found') return readAside(disk, sha256)
  // Another day it may be read: it stays where it is, and holds up no other.
  if (!file.ok) return file.fault.kind === 'broken' ? ok({ bytes: nothing, sound: false }) : file
  const noted = facts.damaged.has(sha256) ? ok() : await journal.append({ op: 'damaged', sha256, seq })
  if (!noted.ok) return noted
  const moved = await quarantine(disk, path, damagedFolder)
  if (!moved.ok) return moved
  takeOff(spool, sha256, seq)
  return ok({ bytes: file.value, sound: false })
}

const nothing = new Uint8Array()

async function readAside(disk: Disk, sha256: string): Promise<Result<StoredPacket, DiskFault>> {
  const file = await disk.read(`${damagedFolder}/${sha256}.packet`)
  return ok({ bytes: file.ok ? file.value : nothing, sound: false })
}

function takeOff({ index }: Spool, sha256: string, seq: number | undefined): void {
  index.open.delete(sha256)
  const batch = seq === undefined ? undefined : index.batches.get(seq)
  if (batch)
    index.batches.set(batch.seq, { ...batch, packets: batch.packets.filter((one) => one !== sha256) })
}
