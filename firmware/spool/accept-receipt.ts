import type { DiskFault } from '../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../base/hash.ts'
import { type Receipt, type ReceiptFault, readReceipt, receiptName } from '../record/receipt.ts'
import type { ShelfBatch } from './batch-shelf.ts'
import { batchDirectory, inOrder, type Spool } from './spool.ts'

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
  const name = `receipt/${receiptName(receipt.device, receipt.seq)}`
  const known = await spool.disk.read(`${name}.json`)
  if (!known.ok || sha256Hex(known.value) !== sha256Hex(bytes)) {
    const stored = await inOrder([
      () => spool.disk.write(`${name}.sig`, Buffer.from(signature)),
      () => spool.disk.write(`${name}.json`, bytes),
      () => spool.disk.syncDirectory('receipt'),
      () => spool.journal.append({ op: 'receipt', seq: receipt.seq, sha256: sha256Hex(bytes) }),
    ])
    if (!stored.ok) return stored
  }
  const purged = await purge(spool, receipt, batch)
  return purged.ok ? ok(receipt) : purged
}

function coversBatch(receipt: Receipt, batch: ShelfBatch): boolean {
  const answered = [...receipt.accepted, ...receipt.rejected.map(({ sha256 }) => sha256)].sort()
  const sent = (batch.manifest?.packets ?? []).map(({ sha256 }) => sha256).sort()
  return answered.length === sent.length && answered.every((sha256, index) => sha256 === sent[index])
}

async function purge(spool: Spool, receipt: Receipt, batch: ShelfBatch): Promise<Result<void, DiskFault>> {
  if (batch.packets.length === 0) return ok()
  const directory = batchDirectory(receipt.seq)
  const rejected = new Map(receipt.rejected.map(({ sha256, reason }) => [sha256, reason]))
  return inOrder([
    ...batch.packets.map((sha256) => () => {
      const path = `${directory}/${sha256}.packet`
      return rejected.has(sha256)
        ? spool.disk.rename(path, `spool/rejected/${sha256}.packet`)
        : spool.disk.remove(path)
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
