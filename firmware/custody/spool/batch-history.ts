import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { type JournalFault, readJournal } from '../journal/journal.ts'
import type { EntryOf } from '../journal/journal-entry.ts'
import type { Stamp } from '../packet/packet.ts'
import { type IndexedBatch, listBatches } from './batch-index.ts'
import { JournalIndex } from './journal-index.ts'

/** The state of a batch. */
export type BatchState =
  /** A cut left it without a manifest; it is finished with the next close. */
  | 'unfinished'
  /** Closed, and no receipt yet. */
  | 'waiting'
  | 'received'
  /** The registry has another batch under this number: the card was copied or restored. */
  | 'fork'

/** One batch from its closing to its receipt. */
export interface BatchHistory {
  readonly seq: number
  readonly state: BatchState
  readonly packets: number
  readonly bytes: number
  readonly closed: Stamp | undefined
  /** Packets of it that still lie here. */
  readonly here: number
  /** The state of the packets that a receipt answered. */
  readonly purge: EntryOf<'purge'> | undefined
}

/** All batches that were ever begun here, and what went wrong on the card. */
export interface SpoolHistory {
  readonly batches: readonly BatchHistory[]
  /** Journals that were damaged and begun anew, oldest first. */
  readonly rebuilt: readonly EntryOf<'rebuilt'>[]
  /** Rotted packets and drafts in quarantine. */
  readonly damaged: readonly EntryOf<'damaged'>[]
}

/** Tells what became of the spool. Only looks, so it may be asked while the kiosk runs. */
export async function readSpoolHistory(disk: Disk): Promise<Result<SpoolHistory, DiskFault | JournalFault>> {
  const waiting = await listBatches(disk)
  if (!waiting.ok) return waiting
  const done = await listBatches(disk, 'spool/done')
  if (!done.ok) return done
  const journal = await readJournal(disk, 'spool/journal.jsonl')
  if (!journal.ok) return journal
  const facts = new JournalIndex(journal.value.entries)
  // A batch that moves between the two looks is seen once.
  const batches = new Map([...waiting.value, ...done.value].map((batch) => [batch.seq, batch]))
  const histories = [...batches.values()]
    .map((batch) => historyOf(batch, facts))
    .sort((a, b) => a.seq - b.seq)
  return ok({ batches: histories, rebuilt: facts.rebuilt, damaged: [...facts.damaged.values()] })
}

function historyOf(batch: IndexedBatch, facts: JournalIndex): BatchHistory {
  const { seq, manifest, packets } = batch
  const purge = facts.purges.get(seq)
  const listed = manifest?.packets ?? []
  const state = stateOf(batch, purge, facts)
  return {
    seq,
    state,
    packets: manifest ? listed.length : packets.length,
    bytes: listed.reduce((sum, { bytes }) => sum + bytes, 0),
    closed: manifest?.time,
    here: packets.length,
    purge,
  }
}

function stateOf(
  { seq, closed }: IndexedBatch,
  purge: EntryOf<'purge'> | undefined,
  { forks }: JournalIndex,
): BatchState {
  if (forks.has(seq)) return 'fork'
  if (purge) return 'received'
  return closed ? 'waiting' : 'unfinished'
}
