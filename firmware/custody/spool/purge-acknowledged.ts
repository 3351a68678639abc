import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import type { Receipt } from '../chain/receipt.ts'
import { damagedFolder } from '../journal/open-or-recover-journal.ts'
import type { Stamp } from '../packet/packet.ts'
import { batchDirectory, type IndexedBatch } from './batch-index.ts'
import type { Spool } from './spool.ts'

/** The registry's reason for a packet whose bytes do not match its name. */
const spoiledOnTheRoad = 'wrong-name'

/**
 * Takes the packets that a durable receipt answers out of their batch. The purge record is written
 * first: a cut after it leaves packets that the next start removes, and never a removal without a note.
 */
export async function purgeAcknowledged(
  spool: Spool,
  receipt: Receipt,
  batch: IndexedBatch,
  at: Stamp,
): Promise<Result<void, DiskFault>> {
  const standing = spool.facts.purges.get(receipt.seq)
  const again = standing?.again ?? (await soundPackets(spool, receipt))
  const noted = standing
    ? ok()
    : await spool.journal.append({
        op: 'purge',
        seq: receipt.seq,
        accepted: [...receipt.accepted],
        rejected: receipt.rejected
          .filter(({ sha256 }) => !again.includes(sha256))
          .map(({ sha256, reason }) => ({ sha256, reason })),
        ...(receipt.withoutRecord && { withoutRecord: receipt.withoutRecord.map(({ sha256 }) => sha256) }),
        again: [...again],
        receipt: receipt.number,
        time: at,
      })
  if (!noted.ok) return noted
  return takeOffShelf(spool, receipt, batch, again)
}

async function takeOffShelf(
  { disk, index, facts }: Spool,
  { seq, accepted, rejected }: Receipt,
  batch: IndexedBatch,
  again: readonly string[],
): Promise<Result<void, DiskFault>> {
  if (!index.batches.has(seq)) return ok()
  const received = new Set(accepted)
  const refused = new Set(rejected.map(({ sha256 }) => sha256))
  // A packet that the receipt does not name stays, however it came to lie here.
  const [left, answered] = partition(batch.packets, (sha256) => !received.has(sha256) && !refused.has(sha256))
  const directory = batchDirectory(seq)
  const taken = await inOrder([
    ...answered.flatMap((sha256) => {
      const path = `${directory}/${sha256}.packet`
      const remove = () => disk.remove(path)
      if (received.has(sha256)) return [remove]
      const place = again.includes(sha256) ? 'spool/new' : 'spool/rejected'
      // A cut can leave both names of one file, and renaming one to the other then does nothing.
      return [() => moveOnce(disk, path, `${place}/${sha256}.packet`), remove]
    }),
    ...accepted
      .filter((sha256) => facts.damaged.has(sha256))
      .map((sha256) => () => disk.remove(`${damagedFolder}/${sha256}.packet`)),
    () => disk.syncDirectory('spool/rejected'),
    () => disk.syncDirectory('spool/new'),
    () => disk.syncDirectory(directory),
  ])
  if (!taken.ok) return taken
  for (const sha256 of answered) if (again.includes(sha256)) index.open.add(sha256)
  if (left.length > 0) {
    index.batches.set(seq, { ...batch, packets: left })
    return ok()
  }
  const moved = await moveToDone(disk, seq)
  if (!moved.ok) return moved
  // Whether or not the names are durable yet: it lies there no more, and the next start moves what a cut brings back.
  index.batches.delete(seq)
  return inOrder([() => disk.syncDirectory('spool/done'), () => disk.syncDirectory('spool/batch')])
}

// A disk that failed in between has moved it already when it is asked again.
async function moveOnce(disk: Disk, from: string, to: string): Promise<Result<void, DiskFault>> {
  const moved = await disk.rename(from, to)
  return !moved.ok && moved.fault.kind === 'not-found' ? ok() : moved
}

// Out of the way of those that wait. Its manifest stays, to tell a fork by.
async function moveToDone(disk: Disk, seq: number): Promise<Result<void, DiskFault>> {
  const from = batchDirectory(seq)
  const moved = await disk.rename(from, batchDirectory(seq, 'spool/done'))
  // After a cut its name can stand in both places.
  return !moved.ok && moved.fault.kind === 'exists' ? disk.remove(from) : moved
}

function partition<T>(
  items: readonly T[],
  holds: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))]
}

// Spoiled on its way while our own copy is whole: it goes out once more, with the next batch.
async function soundPackets({ disk }: Spool, { seq, rejected }: Receipt): Promise<readonly string[]> {
  const sound: string[] = []
  for (const { sha256, reason } of rejected) {
    if (reason !== spoiledOnTheRoad) continue
    const packet = await disk.read(`${batchDirectory(seq)}/${sha256}.packet`)
    // One that the medium does not give now may be whole.
    const isWhole = packet.ok ? sha256Hex(packet.value) === sha256 : packet.fault.kind === 'broken'
    if (isWhole) sound.push(sha256)
  }
  return sound
}
