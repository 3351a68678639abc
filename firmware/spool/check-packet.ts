import type { DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../base/hash.ts'
import { setAside } from '../state/set-aside.ts'
import { batchDirectory } from './batch-shelf.ts'
import { damagedFolder } from './open-sound-journal.ts'
import type { Spool } from './spool.ts'

/** A packet as it can be read now. */
export interface ReadPacket {
  /** What is left of it when it is not sound; empty when nothing can be read. */
  readonly bytes: Uint8Array
  readonly sound: boolean
}

/**
 * Reads a packet, of a batch or of none, and compares it with its name. One that rotted is moved to
 * `spool/damaged` and journaled, once; its batch goes on without it.
 */
export async function checkPacket(
  spool: Spool,
  sha256: string,
  seq?: number,
): Promise<Result<ReadPacket, DiskFault>> {
  const { disk, facts } = spool
  const directory = seq === undefined ? 'spool/new' : batchDirectory(seq)
  const path = `${directory}/${sha256}.packet`
  const lost = facts.damaged.has(sha256)
  const file = await disk.read(lost ? `${damagedFolder}/${sha256}.packet` : path)
  if (!file.ok && file.fault.kind !== 'broken' && file.fault.kind !== 'not-found') return file
  const bytes = file.ok ? file.value : new Uint8Array()
  const sound = !lost && sha256Hex(bytes) === sha256
  if (lost || sound) return ok({ bytes, sound })
  const gone = !file.ok && file.fault.kind === 'not-found'
  const moved = gone ? ok() : await setAside(disk, path, damagedFolder)
  if (!moved.ok) return moved
  takeOff(spool, sha256, seq)
  const noted = await spool.journal.append({ op: 'damaged', sha256, seq })
  return noted.ok ? ok({ bytes, sound }) : noted
}

function takeOff({ shelf }: Spool, sha256: string, seq: number | undefined): void {
  shelf.open.delete(sha256)
  const batch = seq === undefined ? undefined : shelf.batches.get(seq)
  if (batch)
    shelf.batches.set(batch.seq, { ...batch, packets: batch.packets.filter((one) => one !== sha256) })
}
