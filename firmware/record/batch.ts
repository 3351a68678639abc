import { z } from 'zod'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import { jsonFrom } from '../base/json-from.ts'
import { isSignedBy, type SigningKey } from '../seal/signing-key.ts'
import { merkleRoot } from './merkle-root.ts'
import { stampSchema } from './packet.ts'

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** `batch.json`: the packets of one batch, chained to the batch before. Goes last on every road. */
export const batchManifestSchema = z.strictObject({
  v: z.literal(1),
  device: z.string().regex(/^rk-[0-9a-f]{10}$/),
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
  | { readonly kind: 'bad-batch'; readonly detail: string }
  | { readonly kind: 'bad-signature' }

/** A manifest as bytes with its signature as text: the two files of a batch. */
export interface SignedBatch {
  readonly manifest: BatchManifest
  readonly bytes: Uint8Array
  readonly signature: string
}

export function buildBatch(facts: Omit<BatchManifest, 'v' | 'root'>, key: SigningKey): SignedBatch {
  const packets = [...facts.packets].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
  const root = merkleRoot(packets.map((packet) => packet.sha256))
  const manifest = batchManifestSchema.parse({ v: 1, ...facts, packets, root })
  const bytes = new Uint8Array(Buffer.from(canonicalJson(manifest as Json)))
  return { manifest, bytes, signature: `${key.sign('batch', bytes)}\n` }
}

export function readBatch(
  bytes: Uint8Array,
  signature: string,
  publicKeyOf: (device: string) => string | undefined,
): Result<BatchManifest, BatchFault> {
  const parsed = batchManifestSchema.safeParse(jsonFrom(bytes))
  if (!parsed.success) {
    return err({ kind: 'bad-batch', detail: z.prettifyError(parsed.error).slice(0, 200) })
  }
  const publicKey = publicKeyOf(parsed.data.device)
  if (!publicKey || !isSignedBy(publicKey, 'batch', bytes, signature)) return err({ kind: 'bad-signature' })
  if (merkleRoot(parsed.data.packets.map((packet) => packet.sha256)) !== parsed.data.root) {
    return err({ kind: 'bad-batch', detail: 'root does not match the packets' })
  }
  return ok(parsed.data)
}
