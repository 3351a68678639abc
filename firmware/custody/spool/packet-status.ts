import type { Disk } from '../../../hal/contract/disk.ts'
import type { Json } from '../../core/canonical-json.ts'
import { readJournalEntry } from '../journal/journal-entry.ts'
import { type PacketStatus, receivedStatus } from '../student-receipt/receipt-knowledge.ts'
import { batchDirectory, listPackets } from './batch-index.ts'

/**
 * The status of every packet ever kept here, by its hash. Only looks; where the disk cannot be listed, a packet
 * that waits is without the number of its batch.
 */
export async function packetStatuses(
  disk: Disk,
  entries: readonly Json[],
): Promise<ReadonlyMap<string, PacketStatus>> {
  const statuses = new Map<string, PacketStatus>()
  const answered = new Set<number>()
  const forked = new Set<number>()
  for (const line of entries.flatMap((entry) => readJournalEntry(entry) ?? [])) {
    if (line.op === 'packet') {
      // A line that was lost is written again late, when the status may be known already.
      if (!statuses.has(line.sha256)) statuses.set(line.sha256, { kind: 'waiting' })
      continue
    }
    if (line.op === 'fork') {
      forked.add(line.seq)
      continue
    }
    if (line.op === 'damaged') {
      // In a batch it goes out as it is, and the registry has the last word: it may have it whole.
      if (line.sha256 !== undefined && line.seq === undefined) statuses.set(line.sha256, { kind: 'refused' })
      continue
    }
    if (line.op !== 'purge') continue
    answered.add(line.seq)
    for (const sha256 of line.accepted)
      statuses.set(sha256, receivedStatus(line.receipt, line.withoutRecord?.includes(sha256)))
    // A packet that the registry has is not lost because a second copy of it was refused.
    for (const { sha256 } of line.rejected)
      if (statuses.get(sha256)?.kind !== 'received') statuses.set(sha256, { kind: 'refused' })
  }
  for (const seq of await waitingBatches(disk, answered)) {
    const packets = await listPackets(disk, batchDirectory(seq))
    for (const { sha256 } of packets.ok ? packets.value : [])
      if (statuses.get(sha256)?.kind === 'waiting')
        // On a card that was copied it would wait for ever: an officer must be asked.
        statuses.set(sha256, forked.has(seq) ? { kind: 'refused' } : { kind: 'waiting', batch: seq })
  }
  return statuses
}

// The directory that a file lies in is its state.
async function waitingBatches(disk: Disk, answered: ReadonlySet<number>): Promise<readonly number[]> {
  const listed = await disk.list('spool/batch')
  const numbers = listed.ok ? listed.value.map(({ name }) => Number(name)) : []
  return numbers.filter((seq) => seq > 0 && !answered.has(seq))
}
