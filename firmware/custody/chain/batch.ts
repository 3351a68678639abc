import { z } from 'zod'
import { err, type Result } from '../../../hal/contract/result.ts'
import { deviceNameSchema } from '../../core/names.ts'
import {
  type BadSignature,
  type DocumentFault,
  readSignedByDevice,
  type SignedDocument,
  signDocument,
} from '../crypto/signed-document.ts'
import type { SigningKey } from '../crypto/signing-key.ts'
import { stampSchema } from '../packet/packet.ts'
import { merkleRoot } from './merkle-root.ts'

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** `batch.json`: the packets of one batch, chained to the batch before. Goes last by link and by stick. */
export const batchManifestSchema = z.strictObject({
  v: z.literal(1),
  device: deviceNameSchema,
  boot: z.int().nonnegative(),
  seq: z.int().positive(),
  /** SHA-256 of the previous `batch.json`; 64 zeros for the first. */
  prev: sha256Schema,
  packets: z
    .array(z.strictObject({ sha256: sha256Schema, bytes: z.int().positive() }))
    .min(1)
    .max(10_000),
  root: sha256Schema,
  time: stampSchema,
})

export interface BatchManifest extends z.infer<typeof batchManifestSchema> {}

export const noPreviousBatch = '0'.repeat(64)

export type BatchFault =
  | DocumentFault
  | BadSignature
  /** Packets listed twice or out of order, or a root that is not theirs. */
  | { readonly kind: 'wrong-root' }

/** The two files of a batch, with the content of the first. */
export interface SignedBatch extends SignedDocument {
  readonly manifest: BatchManifest
}

export function buildBatch(facts: Omit<BatchManifest, 'v' | 'root'>, key: SigningKey): SignedBatch {
  const packets = [...facts.packets].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
  const root = merkleRoot(packets.map((packet) => packet.sha256))
  const manifest: BatchManifest = { v: 1, ...facts, packets, root }
  return { manifest, ...signDocument('batch', batchManifestSchema, manifest, key) }
}

export function readBatch(
  bytes: Uint8Array,
  signature: string,
  publicKeyOf: (device: string) => string | undefined,
): Result<BatchManifest, BatchFault> {
  const read = readSignedByDevice('batch', batchManifestSchema, { bytes, signature }, publicKeyOf)
  if (!read.ok) return read
  const { packets, root } = read.value
  const names = packets.map(({ sha256 }) => sha256)
  const rises = names.every((name, index) => index === 0 || (names[index - 1] ?? '') < name)
  return rises && merkleRoot(names) === root ? read : err({ kind: 'wrong-root' })
}
