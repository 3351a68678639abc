import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import type { SignedBatch } from '../chain/batch.ts'
import { type IndexedBatch, listBatches, listNumbers, listPackets } from './batch-index.ts'

/**
 * The spool's contents, in memory: read from the directories when the spool opens and kept up by whatever
 * moves a packet, so that nothing is listed again however much there is.
 */
export interface SpoolIndex {
  /** Hashes of packets in no batch yet. */
  readonly open: Set<string>
  /** Batches that are not done with, by number, rising. */
  readonly batches: Map<number, IndexedBatch>
  /** The highest batch number that a file or a directory bears; 0 for none. */
  highestSeq: number
  /** A batch that was signed, and whose line the disk has refused so far. */
  unrecorded: SignedBatch | undefined
}

export async function readSpoolIndex(disk: Disk, device: string): Promise<Result<SpoolIndex, DiskFault>> {
  const removed = await removeTornPackets(disk)
  if (!removed.ok) return removed
  const open = await listPackets(disk, 'spool/new')
  if (!open.ok) return open
  const batches = await listBatches(disk)
  if (!batches.ok) return batches
  const done = await listNumbers(disk, 'spool/done')
  if (!done.ok) return done
  const receipts = await listOwnReceipts(disk, device)
  if (!receipts.ok) return receipts
  const numbers = [...batches.value.map(({ seq }) => seq), ...done.value, ...receipts.value]
  return ok({
    open: new Set(open.value.map(({ sha256 }) => sha256)),
    batches: new Map(batches.value.map((batch) => [batch.seq, batch])),
    highestSeq: numbers.reduce((highest, seq) => Math.max(highest, seq), 0),
    unrecorded: undefined,
  })
}

/** Numbers of the batches that a stored receipt is for. */
export async function listOwnReceipts(
  disk: Disk,
  device: string,
): Promise<Result<readonly number[], DiskFault>> {
  const listed = await disk.list('receipt')
  if (!listed.ok) return listed
  const numbers = listed.value.map(({ name }) => /^(.+)-(\d{6,})\.receipt\.json$/.exec(name))
  return ok(numbers.flatMap((found) => (found?.[1] === device ? [Number(found[2])] : [])))
}

// A file under its temporary name was never acknowledged. A disk that refuses keeps it until a later start.
async function removeTornPackets(disk: Disk): Promise<Result<void, DiskFault>> {
  const listed = await disk.list('spool/new')
  if (!listed.ok) return listed
  for (const { name } of listed.value) if (name.endsWith('.part')) await disk.remove(`spool/new/${name}`)
  return ok()
}
