import type { DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { readBatch } from '../chain/batch.ts'
import type { JournalEntry } from '../journal/journal-entry.ts'
import { readPacket } from '../packet/packet.ts'
import { batchEntry } from './batch-entry.ts'
import { type BatchPlace, batchDirectory, listNumbers, readBatchFiles } from './batch-index.ts'
import type { Spool } from './spool.ts'
import type { SpoolIndex } from './spool-index.ts'

/**
 * Journals what the directories have and the journal does not: after a cut between a file and its line, and all
 * that a damaged journal took with it. A packet is read for the visit that it belongs to, so that none is sealed
 * twice. Only packets without a line are opened; a spool in order costs nothing here.
 */
export async function reconcileJournal(spool: Spool): Promise<Result<void, DiskFault>> {
  const { disk, journal, facts, index } = spool
  const surplus = await dropSurplus(spool)
  if (!surplus.ok) return surplus
  const lines: JournalEntry[] = []
  for (const [directory, hashes] of placesOf(index)) {
    const unknown = [...hashes].filter((sha256) => !facts.packets.has(sha256))
    for (const sha256 of unknown) {
      const found = await readVisit(spool, directory, sha256)
      if (found) lines.push({ op: 'packet', sha256, ...found })
      // A line without its visit would stand for ever: it was never promised, and waits for a later start.
      else index.open.delete(sha256)
    }
    // A line promises a name: it must be durable first.
    const named = unknown.length > 0 ? await disk.syncDirectory(directory) : ok()
    if (!named.ok) return named
  }
  for (const place of ['spool/batch', 'spool/done'] as const) {
    const adopted = await batchesWithoutLine(spool, place)
    if (!adopted.ok) return adopted
    lines.push(...adopted.value)
  }
  return lines.length > 0 ? journal.append(...lines) : ok()
}

function placesOf(shelf: SpoolIndex): readonly (readonly [string, Iterable<string>])[] {
  const batches = [...shelf.batches.values()]
  return [
    ['spool/new', shelf.open],
    ...batches.map(({ seq, packets }) => [batchDirectory(seq), packets] as const),
  ]
}

/**
 * A packet whose line could not be written was never promised. When its visit was sealed again or erased since,
 * it must not go out.
 */
async function dropSurplus(spool: Spool): Promise<Result<void, DiskFault>> {
  const { disk, facts, index } = spool
  const unknown = [...index.open].filter((sha256) => !facts.packets.has(sha256))
  for (const sha256 of unknown) {
    const visit = (await readVisit(spool, 'spool/new', sha256))?.visit
    if (visit === undefined || !facts.closings.has(visit)) continue
    const removed = await disk.remove(`spool/new/${sha256}.packet`)
    if (!removed.ok) return removed
    index.open.delete(sha256)
  }
  return ok()
}

// A rotted packet has lost its visit, and keeps its place until it is read to be sent. Nothing of one that the medium
// does not give.
async function readVisit(
  { disk, identity }: Spool,
  directory: string,
  sha256: string,
): Promise<{ readonly visit: string | undefined; readonly bytes: number | undefined } | undefined> {
  const file = await disk.read(`${directory}/${sha256}.packet`)
  if (!file.ok && file.fault.kind === 'broken') return undefined
  const packet = file.ok ? readPacket(file.value, () => identity.key.publicKey) : file
  const visit = packet.ok && packet.value.sha256 === sha256 ? packet.value.manifest.id : undefined
  return { visit, bytes: file.ok ? file.value.length : undefined }
}

async function batchesWithoutLine(
  { disk, facts, identity }: Spool,
  place: BatchPlace,
): Promise<Result<readonly JournalEntry[], DiskFault>> {
  const numbers = await listNumbers(disk, place)
  if (!numbers.ok) return numbers
  const lines: JournalEntry[] = []
  for (const seq of numbers.value.filter((one) => !facts.batches.has(one))) {
    const files = await readBatchFiles(disk, seq, place)
    const signed =
      files.ok && readBatch(files.value.bytes, files.value.signature, () => identity.key.publicKey)
    // Without a sound manifest it is unfinished, or damaged for good: neither is known by its hash.
    if (!files.ok || !signed || !signed.ok) continue
    const named = await disk.syncDirectory(batchDirectory(seq, place))
    if (!named.ok) return named
    lines.push(batchEntry(signed.value, sha256Hex(files.value.bytes)))
  }
  return ok(lines)
}
