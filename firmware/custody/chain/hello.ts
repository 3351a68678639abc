import { z } from 'zod'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { deviceNameSchema } from '../../core/names.ts'
import { type DocumentFault, readSigned, signDocument } from '../crypto/signed-document.ts'
import type { SigningKey } from '../crypto/signing-key.ts'

const mostHeld = 1_000
const mostMissing = 100
const openingBrace = 0x7b

/**
 * The registry's answer to `GET hello?device=<device>&nonce=<32 hexadecimal digits>`: who answers is the registry and
 * answers now, and what it has of this kiosk. No machine on the way can make one up, so that a captive portal, a proxy
 * or a wrong server never looks like the registry.
 */
export const helloSchema = z.strictObject({
  v: z.literal(1),
  device: deviceNameSchema,
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  wallMs: z.int().nonnegative(),
  /** Number of the newest batch of this kiosk that a receipt was signed for; 0 for none. */
  receipt: z.int().nonnegative(),
  /** Number of the newest key list that can be fetched; 0 for none. */
  keyList: z.int().nonnegative(),
  /** Batches whose manifest and signature arrived and that are not signed for, and which of their packets are not there. */
  holding: z
    .array(
      z.strictObject({
        seq: z.int().positive(),
        /** First 16 hexadecimal digits of the SHA-256 of `batch.json`. */
        batch: z.string().regex(/^[0-9a-f]{16}$/),
        missing: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(mostMissing),
      }),
    )
    .max(mostHeld),
})

export interface Hello extends z.infer<typeof helloSchema> {}

export type HelloFault =
  /** Not of this shape at all: another server answered. */
  | DocumentFault
  | { readonly kind: 'bad-signature' }
  /** A true answer, to another question: a replay. */
  | { readonly kind: 'other-question' }

/** Limits of one answer: a holding with more says so bit by bit. */
export const helloLimits = { mostHeld, mostMissing, bytes: 256 * 1024 } as const

/** The body of an answer: the document on one line, its signature on the next. */
export function signHello(hello: Hello, key: SigningKey): Uint8Array {
  const { bytes, signature } = signDocument('hello', helloSchema, hello, key)
  return new Uint8Array(Buffer.concat([bytes, Buffer.from(`\n${signature}`)]))
}

export function readHello(
  body: Uint8Array,
  asked: Pick<Hello, 'device' | 'nonce'>,
  receiptKeys: readonly string[],
): Result<Hello, HelloFault> {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const end = buffer.indexOf(10)
  const document = new Uint8Array(buffer.subarray(0, Math.max(0, end)))
  const signature = buffer.subarray(end + 1).toString('latin1')
  // Told apart from a server with another key: a page of a network that wants a log-in has no such two lines.
  if (document[0] !== openingBrace || !/^[A-Za-z0-9+/]{86}==\n$/.test(signature))
    return err({ kind: 'malformed', detail: 'not a document and its signature' })
  const hello = readSigned('hello', helloSchema, { bytes: document, signature }, receiptKeys)
  if (!hello.ok) return hello
  const { device, nonce } = hello.value
  return device === asked.device && nonce === asked.nonce ? ok(hello.value) : err({ kind: 'other-question' })
}
