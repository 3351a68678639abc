import type { BatchManifest } from '../chain/batch.ts'
import type { EntryOf } from '../journal/journal-entry.ts'

/** The line of the journal about a signed manifest; `sha256` is that of `batch.json`. */
export function batchEntry({ seq, boot, packets, time }: BatchManifest, sha256: string): EntryOf<'batch'> {
  return { op: 'batch', seq, sha256, packets: packets.length, boot, time }
}
