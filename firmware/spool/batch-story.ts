import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import type { Stamp } from '../record/packet.ts'
import { listShelf, type ShelfBatch } from './batch-shelf.ts'
import { type Journal, type JournalFault, readJournal } from './journal.ts'
import { type Tombstone, tombstones } from './tombstone.ts'

/** Where a batch stands. */
export type BatchState =
  /** A cut left it without a manifest; it is finished with the next close. */
  | 'unfinished'
  /** Closed, and no receipt yet. */
  | 'waiting'
  | 'received'
  /** The registry has another batch under this number: the card was copied or restored. */
  | 'fork'

/** One batch from its closing to its receipt. */
export interface BatchStory {
  readonly seq: number
  readonly state: BatchState
  readonly packets: number
  readonly bytes: number
  readonly closed: Stamp | undefined
  /** Packets of it that still lie here. */
  readonly here: number
  /** What is left of the packets that a receipt answered. */
  readonly tombstone: Tombstone | undefined
}

/** Tells of every batch that was ever begun here. Only looks, so it may be asked while the kiosk runs. */
export async function tellBatches(
  disk: Disk,
): Promise<Result<readonly BatchStory[], DiskFault | JournalFault>> {
  const shelf = await listShelf(disk)
  if (!shelf.ok) return shelf
  const journal = await readJournal(disk, 'spool/journal.jsonl')
  if (!journal.ok) return journal
  const stones = tombstones(journal.value)
  const forks = forkedNumbers(journal.value)
  return ok(shelf.value.map((batch) => storyOf(batch, stones.get(batch.seq), forks.has(batch.seq))))
}

function storyOf(batch: ShelfBatch, tombstone: Tombstone | undefined, isFork: boolean): BatchStory {
  const { seq, manifest, packets } = batch
  const listed = manifest?.packets ?? []
  const state = isFork ? 'fork' : tombstone ? 'received' : batch.closed ? 'waiting' : 'unfinished'
  return {
    seq,
    state,
    packets: manifest ? listed.length : packets.length,
    bytes: listed.reduce((sum, { bytes }) => sum + bytes, 0),
    closed: manifest?.time,
    here: packets.length,
    tombstone,
  }
}

function forkedNumbers({ entries }: Pick<Journal, 'entries'>): ReadonlySet<number> {
  const isFork = (entry: unknown): entry is { readonly seq: number } =>
    typeof entry === 'object' && entry !== null && 'op' in entry && entry.op === 'fork'
  return new Set(entries.filter((entry) => isFork(entry)).map(({ seq }) => seq))
}
