import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../base/hash.ts'
import { jsonFrom } from '../base/json-from.ts'
import { type BatchFault, type BatchManifest, noPreviousBatch, readBatch } from '../record/batch.ts'
import { type Receipt, receiptName, receiptSchema } from '../record/receipt.ts'
import { admitPacket } from './admit-packet.ts'
import { findDevice } from './device-list.ts'
import { batchCopyPath, type IntakeDesk } from './intake-desk.ts'
import { issueReceipt } from './issue-receipt.ts'

/** Why a batch got no receipt. Nothing of it was taken over and nothing deleted. */
export type IntakeFault =
  | BatchFault
  | DiskFault
  | { readonly kind: 'unknown-device' }
  | { readonly kind: 'revoked-device' }
  /** Packets are still on their way; the batch stays open. */
  | { readonly kind: 'missing-packets'; readonly sha256: readonly string[] }
  /** An earlier batch of this device has not come yet. */
  | { readonly kind: 'gap'; readonly expectedSeq: number }
  /** Another batch with this number is already here: a cloned or rolled-back card. */
  | { readonly kind: 'fork'; readonly seq: number }

export interface IntakeAnswer {
  readonly receipt: Receipt
  /** True when this batch had been signed for before. */
  readonly again: boolean
}

/** Takes one batch directory in: checks all signatures and hashes, opens, stores, and only then signs. */
export async function intakeBatch(
  desk: IntakeDesk,
  source: Disk,
  directory: string,
): Promise<Result<IntakeAnswer, IntakeFault>> {
  const opened = await readSignedBatch(desk, source, directory)
  if (!opened.ok) return opened
  const { manifest, bytes, signature } = opened.value
  const place = await checkChain(desk.out, manifest, bytes)
  if (!place.ok) return place
  const { earlier } = place.value
  if (earlier) return ok({ receipt: earlier, again: true })
  const listed = await source.list(directory)
  if (!listed.ok) return listed
  const present = new Set(listed.value.map((entry) => entry.name))
  const missing = manifest.packets.map(({ sha256 }) => sha256).filter((sha) => !present.has(`${sha}.packet`))
  if (missing.length > 0) return err({ kind: 'missing-packets', sha256: missing })
  const accepted: string[] = []
  const rejected: { sha256: string; reason: string }[] = []
  for (const { sha256 } of manifest.packets) {
    const packet = await source.read(`${directory}/${sha256}.packet`)
    if (!packet.ok) return packet
    const admitted = await admitPacket(desk, manifest.device, sha256, packet.value)
    if (!admitted.ok) return admitted
    if (admitted.value === 'accepted') accepted.push(sha256)
    else rejected.push({ sha256, reason: admitted.value })
  }
  const receipt = await issueReceipt(desk, { manifest, bytes, signature }, accepted, rejected)
  return receipt.ok ? ok({ receipt: receipt.value, again: false }) : receipt
}

interface OpenedBatch {
  readonly manifest: BatchManifest
  readonly bytes: Uint8Array
  readonly signature: string
}

async function readSignedBatch(
  desk: IntakeDesk,
  source: Disk,
  directory: string,
): Promise<Result<OpenedBatch, IntakeFault>> {
  const bytes = await source.read(`${directory}/batch.json`)
  if (!bytes.ok) return bytes
  const signatureFile = await source.read(`${directory}/batch.sig`)
  if (!signatureFile.ok) return signatureFile
  const signature = Buffer.from(signatureFile.value).toString('latin1')
  let known: ReturnType<typeof findDevice>
  const manifest = readBatch(bytes.value, signature, (device) => {
    known = findDevice(desk.devices, device)
    return known?.publicKey
  })
  if (!manifest.ok) {
    const unknown = manifest.fault.kind === 'bad-signature' && !known
    return err(unknown ? { kind: 'unknown-device' } : manifest.fault)
  }
  if (known?.revoked) return err({ kind: 'revoked-device' })
  return ok({ manifest: manifest.value, bytes: bytes.value, signature })
}

async function checkChain(
  out: Disk,
  manifest: BatchManifest,
  bytes: Uint8Array,
): Promise<Result<{ readonly earlier?: Receipt }, IntakeFault>> {
  const { device, seq } = manifest
  const known = await out.read(batchCopyPath(device, seq))
  if (known.ok) {
    if (sha256Hex(known.value) !== sha256Hex(bytes)) return err({ kind: 'fork', seq })
    const receipt = await out.read(`receipt/${receiptName(device, seq)}.json`)
    if (!receipt.ok) return receipt.fault.kind === 'not-found' ? ok({}) : receipt
    // A receipt that rotted is signed anew.
    const earlier = receiptSchema.safeParse(jsonFrom(receipt.value)).data
    return ok(earlier ? { earlier } : {})
  }
  if (known.fault.kind !== 'not-found') return known
  if (seq === 1) return manifest.prev === noPreviousBatch ? ok({}) : err({ kind: 'fork', seq })
  const before = await out.read(batchCopyPath(device, seq - 1))
  if (!before.ok) {
    return before.fault.kind === 'not-found' ? err({ kind: 'gap', expectedSeq: seq - 1 }) : before
  }
  return sha256Hex(before.value) === manifest.prev ? ok({}) : err({ kind: 'fork', seq })
}
