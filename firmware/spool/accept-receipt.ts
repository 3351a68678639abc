import type { DiskFault } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import { sha256Hex } from '../base/hash.ts'
import type { Stamp } from '../record/packet.ts'
import { type Receipt, type ReceiptFault, readReceipt, receiptName } from '../record/receipt.ts'
import type { SignedDocument } from '../seal/signed-document.ts'
import { batchLines } from './batch-line.ts'
import type { ShelfBatch } from './batch-shelf.ts'
import { buryPackets } from './bury-packets.ts'
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
 * Verifies a receipt, makes it durable, leaves a tombstone in the journal, and only then removes the accepted
 * packets. Rejected ones move to `spool/rejected`. The same receipt again does nothing new. Nothing is deleted
 * for a receipt that is refused.
 */
export async function acceptReceipt(
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
  const shelf = await spool.batches()
  if (!shelf.ok) return shelf
  const batch = shelf.value.find((one) => one.seq === seq)
  if (batch?.manifest?.root !== receipt.root) {
    const kind = batch?.manifest ? 'fork' : isNewer(spool, shelf.value, seq) ? 'rolled-back' : 'unknown-batch'
    if (kind === 'unknown-batch') return err({ kind, seq })
    const noted = await noteOnce(spool, { op: kind, seq, root: receipt.root, receipt: receipt.number })
    return noted.ok ? err({ kind, seq }) : noted
  }
  if (!coversBatch(receipt, batch)) return err({ kind: 'wrong-packets', seq })
  const stored = await store(spool, receipt, { bytes, signature })
  if (!stored.ok) return stored
  const buried = await buryPackets(spool, receipt, batch, at)
  return buried.ok ? ok(receipt) : buried
}

function isNewer(spool: Spool, shelf: readonly ShelfBatch[], seq: number): boolean {
  const known = [...shelf.map((batch) => batch.seq), ...batchLines(spool.journal).keys()]
  return known.every((number) => number < seq)
}

// The journal names a receipt last: what it names was flushed before, file and name.
async function store(
  spool: Spool,
  receipt: Receipt,
  { bytes, signature }: SignedDocument,
): Promise<Result<void, DiskFault>> {
  const { disk } = spool
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
  if (same && isNoted(spool, line)) return ok()
  return inOrder([
    ...files.map((file) => () => disk.write(file.path, file.bytes)),
    () => disk.syncDirectory('receipt'),
    () => noteOnce(spool, line),
  ])
}

function isNoted({ journal }: Spool, line: Json): boolean {
  return journal.entries.some((entry) => canonicalJson(entry) === canonicalJson(line))
}

async function noteOnce(spool: Spool, line: Json): Promise<Result<void, DiskFault>> {
  return isNoted(spool, line) ? ok() : spool.journal.append(line)
}

function coversBatch(receipt: Receipt, batch: ShelfBatch): boolean {
  const answered = [...receipt.accepted, ...receipt.rejected.map(({ sha256 }) => sha256)].sort()
  const sent = (batch.manifest?.packets ?? []).map(({ sha256 }) => sha256).sort()
  return answered.length === sent.length && answered.every((sha256, index) => sha256 === sent[index])
}
