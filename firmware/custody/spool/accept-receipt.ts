import type { DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { type Receipt, type ReceiptFault, readReceipt, receiptName } from '../chain/receipt.ts'
import type { SignedDocument } from '../crypto/signed-document.ts'
import type { Stamp } from '../packet/packet.ts'
import { type IndexedBatch, readIndexedBatch } from './batch-index.ts'
import type { ReceiptNote } from './journal-index.ts'
import { purgeAcknowledged } from './purge-acknowledged.ts'
import type { Spool } from './spool.ts'

/** Why a receipt changed nothing. */
export type AcceptFault =
  | ReceiptFault
  | DiskFault
  /** Signed for another kiosk. */
  | { readonly kind: 'other-device'; readonly device: string }
  /** The registry signed another batch under this number: this card is a copy, or was restored. */
  | { readonly kind: 'fork'; readonly seq: number }
  /** The registry has a batch that this card has never made: the card was restored from an older copy. */
  | { readonly kind: 'rolled-back'; readonly seq: number }
  /** The batch was made here, and its manifest is lost. */
  | { readonly kind: 'unknown-batch'; readonly seq: number }
  /** Its list is not exactly the packets of the batch. */
  | { readonly kind: 'wrong-packets'; readonly seq: number }

/**
 * Verifies a receipt, makes it durable, leaves a purge record in the journal, and only then removes the accepted
 * packets. Rejected ones move to `spool/rejected`. The same receipt again does nothing new. Nothing is deleted
 * for a receipt that is refused.
 */
export function acceptReceipt(
  spool: Spool,
  document: SignedDocument,
  receiptKeys: readonly string[],
  at: Stamp,
): Promise<Result<Receipt, AcceptFault>> {
  return spool.inTurn(() => accept(spool, document, receiptKeys, at))
}

async function accept(
  spool: Spool,
  { bytes, signature }: SignedDocument,
  receiptKeys: readonly string[],
  at: Stamp,
): Promise<Result<Receipt, AcceptFault>> {
  const read = readReceipt(bytes, signature, receiptKeys)
  if (!read.ok) return read
  const receipt = read.value
  const { device, seq } = receipt
  if (device !== spool.identity.device) return err({ kind: 'other-device', device })
  const found = await findBatch(spool, seq)
  if (!found.ok) return found
  const batch = found.value
  if (batch?.manifest?.root !== receipt.root) {
    const kind = batch?.manifest ? 'fork' : isNewer(spool, seq) ? 'rolled-back' : 'unknown-batch'
    if (kind === 'unknown-batch') return err({ kind, seq })
    const noted = await noteOnce(spool, { op: kind, seq, root: receipt.root, receipt: receipt.number })
    return noted.ok ? err({ kind, seq }) : noted
  }
  if (!coversBatch(receipt, batch)) return err({ kind: 'wrong-packets', seq })
  const stored = await store(spool, receipt, { bytes, signature })
  if (!stored.ok) return stored
  const buried = await purgeAcknowledged(spool, receipt, batch, at)
  return buried.ok ? ok(receipt) : buried
}

// Answered before, it is looked up where such batches lie.
async function findBatch(
  { disk, index }: Spool,
  seq: number,
): Promise<Result<IndexedBatch | undefined, DiskFault>> {
  const waiting = index.batches.get(seq)
  if (waiting) return ok(waiting)
  const done = await readIndexedBatch(disk, seq, 'spool/done')
  return !done.ok && done.fault.kind === 'not-found' ? ok(undefined) : done
}

function isNewer({ index, facts }: Spool, seq: number): boolean {
  return seq > Math.max(index.highestSeq, facts.highestSeq)
}

// The journal names a receipt last: its file was flushed before, content and name.
async function store(
  spool: Spool,
  receipt: Receipt,
  { bytes, signature }: SignedDocument,
): Promise<Result<void, DiskFault>> {
  const { disk } = spool
  const name = `receipt/${receiptName(receipt.device, receipt.seq)}`
  const line = { op: 'receipt', seq: receipt.seq, sha256: sha256Hex(bytes) } as const
  const files = [
    { path: `${name}.sig`, bytes: Buffer.from(signature) },
    { path: `${name}.json`, bytes },
  ]
  const standing = await Promise.all(files.map(({ path }) => disk.read(path)))
  const same = standing.every(
    (file, index) => file.ok && files[index] && sha256Hex(file.value) === sha256Hex(files[index].bytes),
  )
  if (same && spool.facts.isNoted(line)) return ok()
  return inOrder([
    ...files.map((file) => () => disk.write(file.path, file.bytes)),
    () => disk.syncDirectory('receipt'),
    () => noteOnce(spool, line),
  ])
}

async function noteOnce({ facts, journal }: Spool, line: ReceiptNote): Promise<Result<void, DiskFault>> {
  return facts.isNoted(line) ? ok() : journal.append(line)
}

function coversBatch(receipt: Receipt, batch: IndexedBatch): boolean {
  const answered = [...receipt.accepted, ...receipt.rejected.map(({ sha256 }) => sha256)].sort()
  const sent = (batch.manifest?.packets ?? []).map(({ sha256 }) => sha256).sort()
  return answered.length === sent.length && answered.every((sha256, index) => sha256 === sent[index])
}
