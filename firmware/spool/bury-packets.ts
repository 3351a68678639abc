import type { DiskFault } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../base/hash.ts'
import type { Stamp } from '../record/packet.ts'
import type { Receipt } from '../record/receipt.ts'
import { batchDirectory, type ShelfBatch } from './batch-shelf.ts'
import type { Spool } from './spool.ts'
import { tombstoneOf } from './tombstone.ts'

/** What the registry says of a packet whose bytes are not those that its name promises. */
const spoiledOnTheRoad = 'wrong-name'

/**
 * Takes the packets that a durable receipt answers off the shelf of their batch. The tombstone is written
 * first: a cut after it leaves packets that the next start removes, and never a removal that nobody noted.
 */
export async function buryPackets(
  spool: Spool,
  receipt: Receipt,
  batch: ShelfBatch,
  at: Stamp,
): Promise<Result<void, DiskFault>> {
  const standing = tombstoneOf(spool.journal, receipt.seq)
  const again = standing?.again ?? (await soundPackets(spool, receipt))
  const noted = standing
    ? ok()
    : await spool.journal.append({
        op: 'purge',
        seq: receipt.seq,
        accepted: receipt.accepted,
        rejected: receipt.rejected
          .filter(({ sha256 }) => !again.includes(sha256))
          .map(({ sha256, reason }) => ({ sha256, reason })),
        again,
        receipt: receipt.number,
        time: { ...at },
      })
  if (!noted.ok) return noted
  const accepted = new Set(receipt.accepted)
  const rejected = new Set(receipt.rejected.map(({ sha256 }) => sha256))
  // A packet that the receipt does not name stays, however it came to lie here.
  const answered = batch.packets.filter((sha256) => accepted.has(sha256) || rejected.has(sha256))
  if (answered.length === 0) return ok()
  const directory = batchDirectory(receipt.seq)
  return inOrder([
    ...answered.flatMap((sha256) => {
      const path = `${directory}/${sha256}.packet`
      const remove = () => spool.disk.remove(path)
      if (accepted.has(sha256)) return [remove]
      const place = again.includes(sha256) ? 'spool/new' : 'spool/rejected'
      // A cut can leave both names of one file, and renaming one to the other then does nothing.
      return [() => spool.disk.rename(path, `${place}/${sha256}.packet`), remove]
    }),
    () => spool.disk.syncDirectory('spool/rejected'),
    () => spool.disk.syncDirectory('spool/new'),
    () => spool.disk.syncDirectory(directory),
  ])
}

// Spoiled on its way while our own copy is whole: it goes out once more, with the next batch.
async function soundPackets({ disk }: Spool, { seq, rejected }: Receipt): Promise<readonly string[]> {
  const sound: string[] = []
  for (const { sha256, reason } of rejected) {
    if (reason !== spoiledOnTheRoad) continue
    const packet = await disk.read(`${batchDirectory(seq)}/${sha256}.packet`)
    if (packet.ok && sha256Hex(packet.value) === sha256) sound.push(sha256)
  }
  return sound
}
