import { z } from 'zod'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { deviceNameSchema } from '../../core/names.ts'
import { type BadSignature, documentBytes, signDocument } from '../crypto/signed-document.ts'
import { isSignedBy, type SigningKey } from '../crypto/signing-key.ts'

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** What a kiosk announces of a file before it sends it: the place that is kept for it, and what will lie there. */
export const uploadSchema = z.strictObject({
  v: z.literal(1),
  device: deviceNameSchema,
  seq: z.int().positive().max(999_999_999),
  /** First 16 hexadecimal digits of the SHA-256 of `batch.json`. */
  batch: z.string().regex(/^[0-9a-f]{16}$/),
  name: z.string().regex(/^(?:batch\.json|batch\.sig|[0-9a-f]{64}\.packet)$/),
  bytes: z.int().nonnegative(),
  /** Of the content that is sent, which may be a packet that rotted. */
  sha256: sha256Schema,
})

export interface Upload extends z.infer<typeof uploadSchema> {}

/** The metadata of a tus upload: the announcement but for its size, which tus has itself, and its signature. */
export type UploadWords = Readonly<
  Record<'device' | 'seq' | 'batch' | 'name' | 'sha256' | 'signature', string>
>

export type UploadFault = { readonly kind: 'malformed' } | BadSignature

/** Signs an announcement, so that nobody else can take the place first. */
export function announceUpload(facts: Omit<Upload, 'v'>, key: SigningKey): UploadWords {
  const { signature } = signDocument('upload', uploadSchema, { v: 1, ...facts }, key)
  const { device, seq, batch, name, sha256 } = facts
  return { device, seq: String(seq), batch, name, sha256, signature: signature.trimEnd() }
}

/** Reads an announcement of `bytes` bytes that a known kiosk has signed. */
export function readUpload(
  words: Readonly<Record<string, string | null | undefined>>,
  bytes: number,
  publicKeyOf: (device: string) => string | undefined,
): Result<Upload, UploadFault> {
  const { device, seq, batch, name, sha256, signature } = words
  const isPlain = /^[1-9]\d{0,8}$/.test(seq ?? '')
  const said = { v: 1, device, seq: Number(seq), batch, name, bytes, sha256 }
  const upload = isPlain ? uploadSchema.safeParse(said).data : undefined
  if (!upload) return err({ kind: 'malformed' })
  const publicKey = publicKeyOf(upload.device)
  const isSigned =
    publicKey !== undefined && isSignedBy(publicKey, 'upload', documentBytes(upload), `${signature}\n`)
  return isSigned ? ok(upload) : err({ kind: 'bad-signature' })
}
