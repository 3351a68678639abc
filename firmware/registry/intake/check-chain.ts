import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { batchNumber } from '../../core/names.ts'
import { noPreviousBatch, type SignedBatch } from '../../custody/chain/batch.ts'
import { type Receipt, receiptName, receiptSchema } from '../../custody/chain/receipt.ts'
import { batchCopyPath } from './intake-context.ts'

/** Why a true batch has no place in the chain of its kiosk. */
export type ChainFault =
  | DiskFault
  /** An earlier batch of this device has not come yet. */
  | { readonly kind: 'gap'; readonly expectedSeq: number }
  /** Another batch with this number, or another before it, is already here: a cloned or restored card. */
  | { readonly kind: 'fork'; readonly seq: number }

/** Finds the batch's place; gives the receipt when it was signed for before. A fork is kept as evidence. */
export async function checkChain(
  out: Disk,
  batch: SignedBatch,
): Promise<Result<Receipt | undefined, ChainFault>> {
  const place = await findPlace(out, batch)
  if (place.ok || place.fault.kind !== 'fork') return place
  const kept = await keepEvidence(out, batch)
  return kept.ok ? place : kept
}

async function findPlace(
  out: Disk,
  { manifest, bytes }: SignedBatch,
): Promise<Result<Receipt | undefined, ChainFault>> {
  const { device, seq, prev } = manifest
  const fork = err({ kind: 'fork' as const, seq })
  const known = await out.read(batchCopyPath(device, seq))
  if (known.ok) return sha256Hex(known.value) === sha256Hex(bytes) ? earlierReceipt(out, device, seq) : fork
  if (known.fault.kind !== 'not-found') return known
  if (seq === 1) return prev === noPreviousBatch ? ok(undefined) : fork
  const before = await out.read(batchCopyPath(device, seq - 1))
  if (before.ok) return sha256Hex(before.value) === prev ? ok(undefined) : fork
  return before.fault.kind === 'not-found' ? err({ kind: 'gap', expectedSeq: seq - 1 }) : before
}

async function earlierReceipt(
  out: Disk,
  device: string,
  seq: number,
): Promise<Result<Receipt | undefined, DiskFault>> {
  const receipt = await out.read(`receipt/${receiptName(device, seq)}.json`)
  if (!receipt.ok) return receipt.fault.kind === 'not-found' ? ok(undefined) : receipt
  // A receipt that rotted is signed anew.
  return ok(receiptSchema.safeParse(jsonFrom(receipt.value)).data)
}

function keepEvidence(
  out: Disk,
  { manifest, bytes, signature }: SignedBatch,
): Promise<Result<void, DiskFault>> {
  const number = batchNumber(manifest.seq)
  const name = `fork/${manifest.device}-${number}-${sha256Hex(bytes).slice(0, 16)}`
  return inOrder([
    () => out.makeDirectory('fork'),
    () => out.write(`${name}.json`, bytes),
    () => out.write(`${name}.sig`, Buffer.from(signature)),
    () => out.syncDirectory('fork'),
  ])
}
