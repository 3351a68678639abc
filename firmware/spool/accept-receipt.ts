import type { DiskFault } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { sha256Hex } from '../base/hash.ts'
import { type Receipt, type ReceiptFault, readReceipt, receiptName } from '../record/receipt.ts'
import { batchDirectory, type ShelfBatch } from './batch-shelf.ts'
import type { Spool } from './spool.ts'

/** Why a receipt changed nothing. */
export type AcceptFault =
  | ReceiptFault
  | DiskFault
  /** Signed for another kiosk. */
  | { readonly kind: 'other-device'; readonly device: string }
  /** No such batch here, or its root differs: a fork or a mistake. Nothing is deleted. */
  | { readonly kind: 'unknown-batch'; readonly seq: number }
  /** Its list is not exactly the packets of the batch. */
  | { readonly kind: 'wrong-packets'; readonly seq: number }

/**
 * Verifies a receipt, makes it durable, and only then removes the accepted packets. Rejected ones move
 * to `spool/rejected`. The same receipt again does nothing new.
 */
export async function acceptReceipt(
  spool: Spool,
  bytes: Uint8Array,
  signature: string,
  receiptKeys: readonly string[],
): Promise<Result<Receipt, AcceptFault>> {
  const read = readReceipt(bytes, signature, receiptKeys)
  if (!read.ok) return read
  const receipt = read.value
  if (receipt.device !== spool.identity.device) return err({ kind: 'other-device', device: receipt.device })
  const shelf = await spool.batches()
  if (!shelf.ok) return shelf
  const batch = shelf.value.find(({ seq }) => seq === receipt.seq)
  if (batch?.manifest?.root !== receipt.root) return err({ kind: 'unknown-batch', seq: receipt.seq })
  if (!coversBatch(receipt, batch)) return err({ kind: 'wrong-packets', seq: receipt.seq })
  const stored = await store(spool, receipt, bytes, signature)
  if (!stored.ok) return stored
  const purged = await purge(spool, receipt, batch)
  return purged.ok ? ok(receipt) : purged
}

// The journal names a receipt last: what it names was flushed before, file and name.
async function store(
  spool: Spool,
  receipt: Receipt,
  bytes: Uint8Array,
  signature: string,
): Promise<Result<void, DiskFault>> {
  const { disk, journal } = spool
  const name = `receipt/${receiptName(receipt.device, receipt.seq)}`
  const line = { op: 'receipt', seq: receipt.seq, sha256: sha256Hex(bytes) }
  const files = [
    { path: `${name}.sig`, bytes: Buffer.from(signature) },
    { path: `${name}.json`, bytes },
  ]
  const standing = await Promise.all(files.map(({ path }) => disk.read(path)))
  const same = standing.every(
    (file, index) => file.ok && files[index] && sha256Hex(file.value) === sha256Hex(files[index].bytes),
  )
  const journaled = journal.entries.some((entry) => canonicalJson(entry) === canonicalJson(line))
  if (same && journaled) return ok()
  return inOrder([
    ...files.map((file) => () => disk.write(file.path, file.bytes)),
    () => disk.syncDirectory('receipt'),
    () => journal.append(line),
  ])
}

function coversBatch(receipt: Receipt, batch: ShelfBatch): boolean {
  const answered = [...receipt.accepted, ...receipt.rejected.map(({ sha256 }) => sha256)].sort()
  const sent = (batch.manifest?.packets ?? []).map(({ sha256 }) => sha256).sort()
  return answered.length === sent.length && answered.every((sha256, index) => sha256 === sent[index])
}

async function purge(spool: Spool, receipt: Receipt, batch: ShelfBatch): Promise<Result<void, DiskFault>> {
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
      // A cut can leave both names of one file, and renaming one to the other then does nothing.
      return rejected.has(sha256)
        ? [() => spool.disk.rename(path, `spool/rejected/${sha256}.packet`), remove]
        : [remove]
    }),
    () => spool.disk.syncDirectory('spool/rejected'),
    () => spool.disk.syncDirectory(directory),
    () =>
      spool.journal.append({
        op: 'purge',
        seq: receipt.seq,
        accepted: receipt.accepted,
        rejected: receipt.rejected.map(({ sha256, reason }) => ({ sha256, reason })),
        receipt: receipt.number,
      }),
  ])
}
