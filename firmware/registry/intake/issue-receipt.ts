import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import type { SignedBatch } from '../../custody/chain/batch.ts'
import { noPreviousBatch } from '../../custody/chain/batch.ts'
import { type Receipt, receiptName, signReceipt } from '../../custody/chain/receipt.ts'
import type { Audit } from './audit.ts'
import { batchCopyPath, type IntakeContext } from './intake-context.ts'
import type { JudgedPacket } from './take-in-packets.ts'

/** Signs for a batch whose students are all stored: audit and copy of the batch first, the receipt last. */
export async function issueReceipt(
  context: IntakeContext,
  audit: Audit,
  batch: SignedBatch,
  packets: readonly JudgedPacket[],
): Promise<Result<Receipt, DiskFault>> {
  const { device, seq, root } = batch.manifest
  const before = await previousReceipt(context.out, device, seq)
  if (!before.ok) return before
  const answers = answersOf(packets)
  const wallMs = context.wallMs()
  const receipt: Receipt = {
    v: 1,
    device,
    seq,
    root,
    ...answers,
    number: seq,
    previous: before.value,
    wallMs,
  }
  const signed = signReceipt(receipt, context.key)
  const outcome = { receipt: sha256Hex(signed.bytes), ...answers }
  const copy = batchCopyPath(device, seq)
  const name = `receipt/${receiptName(device, seq)}`
  const stored = await inOrder([
    () => audit.append({ device, seq, outcome }),
    () => context.out.makeDirectory(`batch/${device}`),
    () => context.out.makeDirectory('receipt'),
    () => context.out.write(copy.replace(/json$/, 'sig'), Buffer.from(batch.signature)),
    () => context.out.write(`${copy}.part`, batch.bytes),
    // A torn copy would look like a fork for ever.
    () => context.out.rename(`${copy}.part`, copy),
    () => context.out.syncDirectory(`batch/${device}`),
    () => context.out.write(`${name}.sig`, Buffer.from(signed.signature)),
    // A receipt that a cut left without its signature would count as issued, and no kiosk could use it.
    () => context.out.syncDirectory('receipt'),
    () => context.out.write(`${name}.json.part`, signed.bytes),
    () => context.out.rename(`${name}.json.part`, `${name}.json`),
    () => context.out.syncDirectory('receipt'),
  ])
  return stored.ok ? ok(receipt) : stored
}

function answersOf(
  packets: readonly JudgedPacket[],
): Pick<Receipt, 'accepted' | 'rejected' | 'withoutRecord'> {
  const accepted = packets.filter(({ verdict }) => verdict === 'accepted')
  const withoutRecord = accepted.flatMap(({ sha256, gap }) =>
    gap === undefined ? [] : [{ sha256, reason: gap }],
  )
  return {
    accepted: accepted.map(({ sha256 }) => sha256),
    rejected: packets
      .filter(({ verdict }) => verdict !== 'accepted')
      .map(({ sha256, verdict }) => ({ sha256, reason: verdict })),
    ...(withoutRecord.length > 0 && { withoutRecord }),
  }
}

async function previousReceipt(out: Disk, device: string, seq: number): Promise<Result<string, DiskFault>> {
  if (seq === 1) return ok(noPreviousBatch)
  const found = await out.read(`receipt/${receiptName(device, seq - 1)}.json`)
  return found.ok ? ok(sha256Hex(found.value)) : found
}
