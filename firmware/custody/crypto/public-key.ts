import { z } from 'zod'

/**
 * Whose signature counts, and how it is made. The algorithm belongs to the key and never to the message: a
 * message that chooses its own could choose a weaker one. Later ones (ES256 of a secure element) get a word
 * here; a list that names one stays readable for a Rekam that cannot check it.
 */
export const publicKeySchema = z.strictObject({
  alg: z.string().regex(/^[A-Za-z0-9-]{1,20}$/),
  /** Base64; 32 raw bytes for Ed25519. */
  publicKey: z.base64().min(1).max(200),
})

export interface PublicKey extends z.infer<typeof publicKeySchema> {}

/** The algorithm of every key that Rekam makes today (RFC 8032). */
export const ed25519 = 'Ed25519'

/** The keys that this Rekam can check with, in base64. */
export function usableKeys(keys: readonly PublicKey[]): readonly string[] {
  return keys.filter(({ alg }) => alg === ed25519).map(({ publicKey }) => publicKey)
}
