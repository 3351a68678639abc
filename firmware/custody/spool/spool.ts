import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import type { Result } from '../../../hal/contract/result.ts'
import type { SignedBatch } from '../chain/batch.ts'
import type { DeviceIdentity } from '../crypto/device-identity.ts'
import type { Journal } from '../journal/journal.ts'
import type { JournalEntry } from '../journal/journal-entry.ts'
import type { Stamp } from '../packet/packet.ts'
import type { IndexedBatch } from './batch-index.ts'
import type { JournalIndex } from './journal-index.ts'
import type { SpoolIndex } from './spool-index.ts'

/** Sealed packets on their way out: `new/` until they close into a batch, then `batch/<seq>/`, then gone. */
export interface Spool {
  readonly disk: Disk
  readonly journal: Journal<JournalEntry>
  /** Whether the journal was damaged and begun anew when this spool opened. */
  readonly rebuilt: boolean
  /** The facts in the journal. */
  readonly facts: JournalIndex
  /** The contents of the directories. For this room's own moves; others ask `openPackets` and `batches`. */
  readonly index: SpoolIndex
  readonly identity: DeviceIdentity
  /** Stores a packet durably under its hash. Storing it twice is fine. */
  addPacket(sha256: string, visitId: string, bytes: Uint8Array): Promise<Result<void, DiskFault>>
  /** Hashes of packets in no batch yet. */
  openPackets(): Promise<Result<readonly string[], DiskFault>>
  /** Closes open packets into the next batch; `undefined` when there are none. */
  closeBatch(stamp: Stamp): Promise<Result<SignedBatch | undefined, DiskFault>>
  /** Batches that no receipt has answered whole, by their numbers. */
  batches(): Promise<Result<readonly IndexedBatch[], DiskFault>>
  /**
   * One after another, what takes packets from one place to the next: two closings at once would sign two manifests
   * under one number, and the same receipt by link and by stick would move one packet twice.
   */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}
