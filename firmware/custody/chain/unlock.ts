import { z } from 'zod'
import { err, type Result } from '../../../hal/contract/result.ts'
import { deviceNameSchema } from '../../core/names.ts'
import {
  type BadSignature,
  type DocumentFault,
  readSigned,
  readSignedByDevice,
  type SignedDocument,
  signDocument,
} from '../crypto/signed-document.ts'
import type { SigningKey } from '../crypto/signing-key.ts'

const nonceSchema = z.string().regex(/^[0-9a-f]{32}$/)
/** An age file of a share of 32 bytes has some 250 bytes for each recipient. */
const sealedSchema = z.base64().max(8_192)

/**
 * A box asks for the share that unlocks its personal files: `POST unlock`, signed by the box, kind `unlock-request`.
 * The share lies on its card sealed for the registry; the answer is sealed for `recipient`, which the box makes for
 * this one question and never writes down.
 */
const unlockRequestSchema = z.strictObject({
  v: z.literal(1),
  device: deviceNameSchema,
  nonce: nonceSchema,
  recipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
  share: sealedSchema,
})

export interface UnlockRequest extends z.infer<typeof unlockRequestSchema> {}

/** The registry's answer, kind `unlock` by a receipt key; none for a box that was reported lost. */
const unlockAnswerSchema = z.strictObject({
  v: z.literal(1),
  device: deviceNameSchema,
  nonce: nonceSchema,
  share: sealedSchema,
})

export interface UnlockAnswer extends z.infer<typeof unlockAnswerSchema> {}

export type UnlockFault = DocumentFault | BadSignature | { readonly kind: 'other-question' }

/** Most bytes of a request or an answer with its signature. */
export const mostUnlockBytes = 16_384

export function signUnlockRequest(request: UnlockRequest, key: SigningKey): Uint8Array {
  return onTwoLines(signDocument('unlock-request', unlockRequestSchema, request, key))
}

export function readUnlockRequest(
  body: Uint8Array,
  publicKeyOf: (device: string) => string | undefined,
): Result<UnlockRequest, UnlockFault> {
  return readSignedByDevice('unlock-request', unlockRequestSchema, fromTwoLines(body), publicKeyOf)
}

export function signUnlockAnswer(answer: UnlockAnswer, key: SigningKey): Uint8Array {
  return onTwoLines(signDocument('unlock', unlockAnswerSchema, answer, key))
}

export function readUnlockAnswer(
  body: Uint8Array,
  asked: Pick<UnlockRequest, 'device' | 'nonce'>,
  receiptKeys: readonly string[],
): Result<UnlockAnswer, UnlockFault> {
  const answer = readSigned('unlock', unlockAnswerSchema, fromTwoLines(body), receiptKeys)
  if (!answer.ok) return answer
  const { device, nonce } = answer.value
  return device === asked.device && nonce === asked.nonce ? answer : err({ kind: 'other-question' })
}

function onTwoLines({ bytes, signature }: SignedDocument): Uint8Array {
  return new Uint8Array(Buffer.concat([bytes, Buffer.from(`\n${signature}`)]))
}

function fromTwoLines(body: Uint8Array): SignedDocument {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const end = Math.max(0, buffer.indexOf(10))
  return {
    bytes: new Uint8Array(buffer.subarray(0, end)),
    signature: buffer.subarray(end + 1).toString('latin1'),
  }
}
