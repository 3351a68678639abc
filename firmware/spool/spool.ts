import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import type { SignedBatch } from '../record/batch.ts'
import type { Stamp } from '../record/packet.ts'
import type { DeviceIdentity } from '../seal/device-identity.ts'
import { listPackets, listShelf, type ShelfBatch } from './batch-shelf.ts'
import { closeBatch, finishBatch } from './close-batch.ts'
import { type Journal, type JournalFault, openJournal } from './journal.ts'
import { mendBatches } from './mend-batch.ts'

/** Sealed packets on their way out: `new/` until they close into a batch, then `batch/<seq>/`. */
export interface Spool {
  readonly disk: Disk
  readonly journal: Journal
  readonly identity: DeviceIdentity
  /** Stores a packet durably under its hash. Storing it twice is fine. */
  addPacket(sha256: string, visitId: string, bytes: Uint8Array): Promise<Result<void, DiskFault>>
  /** Hashes of packets in no batch yet. */
  openPackets(): Promise<Result<readonly string[], DiskFault>>
  /** Closes all open packets into the next batch; `undefined` when there are none. One call at a time. */
  closeBatch(stamp: Stamp): Promise<Result<SignedBatch | undefined, DiskFault>>
  /** What stands on the shelf; a manifest that rotted before its receipt is written anew. */
  batches(): Promise<Result<readonly ShelfBatch[], DiskFault>>
}

export async function openSpool(disk: Disk, identity: DeviceIdentity): Promise<Result<Spool, JournalFault>> {
  for (const directory of ['spool/new', 'spool/batch', 'spool/draft', 'spool/rejected', 'receipt']) {
    const made = await disk.makeDirectory(directory)
    if (!made.ok) return made
  }
  const journal = await openJournal(disk, 'spool/journal.jsonl')
  if (!journal.ok) return journal
  const removed = await removeTornPackets(disk)
  if (!removed.ok) return removed
  const finished = await finishBatch(disk, journal.value)
  if (!finished.ok) return finished
  // Two at once would sign two manifests under one number.
  let closing: Promise<unknown> = Promise.resolve()
  return ok({
    disk,
    journal: journal.value,
    identity,
    addPacket: (sha256, visitId, bytes) => addPacket(disk, journal.value, sha256, visitId, bytes),
    openPackets: () => listOpenPackets(disk),
    closeBatch(stamp) {
      const closed = closing.then(async () => {
        const open = await listOpenPackets(disk)
        return open.ok ? closeBatch(disk, journal.value, identity, open.value, stamp) : open
      })
      closing = closed
      return closed
    },
    async batches() {
      const shelf = await listShelf(disk)
      return shelf.ok ? mendBatches(disk, journal.value, identity, shelf.value) : shelf
    },
  })
}

// A file under its temporary name was never acknowledged.
async function removeTornPackets(disk: Disk): Promise<Result<void, DiskFault>> {
  const listed = await disk.list('spool/new')
  if (!listed.ok) return listed
  for (const { name } of listed.value.filter((entry) => entry.name.endsWith('.part'))) {
    const removed = await disk.remove(`spool/new/${name}`)
    if (!removed.ok) return removed
  }
  return ok()
}

async function addPacket(
  disk: Disk,
  journal: Journal,
  sha256: string,
  visit: string,
  bytes: Uint8Array,
): Promise<Result<void, DiskFault>> {
  const steps = [
    () => disk.write(`spool/new/${sha256}.part`, bytes),
    () => disk.rename(`spool/new/${sha256}.part`, `spool/new/${sha256}.packet`),
    () => disk.syncDirectory('spool/new'),
    () => journal.append({ op: 'packet', sha256, visit, bytes: bytes.length }),
  ]
  return inOrder(steps)
}

/** Hashes of packets in no batch yet. Only looks. */
export async function listOpenPackets(disk: Disk): Promise<Result<readonly string[], DiskFault>> {
  const listed = await listPackets(disk, 'spool/new')
  return listed.ok ? ok(listed.value.map(({ sha256 }) => sha256)) : listed
}
