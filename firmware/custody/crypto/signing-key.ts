import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Entropy } from '../../../hal/contract/entropy.ts'

/** The subject of a signature; the domain keeps one kind of text from passing for another. */
export type SignedKind =
  | 'packet'
  | 'batch'
  | 'receipt'
  | 'student-receipt'
  | 'key-list'
  | 'device-list'
  | 'hello'
  | 'roster'
  | 'status'
  | 'site'
  | 'erasure'
  | 'unlock-request'
  | 'unlock'
  | 'audit'
  | 'upload'

/** An Ed25519 key pair (RFC 8032). The private part stays in this object and in its own file. */
export interface SigningKey {
  /** 32 raw bytes in base64: others know this signer by it. */
  readonly publicKey: string
  /** PKCS#8 in PEM: for a file with mode 0600, nothing else. */
  readonly privatePem: string
  /** The text of a `.sig` file: 64 bytes in base64 and one LF. */
  sign(kind: SignedKind, bytes: Uint8Array): string
}

// PKCS#8 header of an Ed25519 seed (RFC 8410 section 7).
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
// SubjectPublicKeyInfo header of an Ed25519 public key (RFC 8410 section 4).
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

export function createSigningKey(entropy: Entropy): SigningKey {
  const der = Buffer.concat([pkcs8Prefix, entropy.bytes(32)])
  return signingKeyOf(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
}

/** Reads a key from PEM; `undefined` when it is not an Ed25519 private key. */
export function readSigningKey(pem: string): SigningKey | undefined {
  const body = /^-----BEGIN PRIVATE KEY-----\s+([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----\s*$/.exec(pem)
  const der = Buffer.from(body?.[1] ?? '', 'base64')
  if (der.length !== pkcs8Prefix.length + 32 || !der.subarray(0, pkcs8Prefix.length).equals(pkcs8Prefix)) {
    return undefined
  }
  return signingKeyOf(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
}

function signingKeyOf(privateKey: KeyObject): SigningKey {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    publicKey: spki.subarray(spkiPrefix.length).toString('base64'),
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    sign: (kind, bytes) => signatureText(sign(null, signedBytes(kind, bytes), privateKey)),
  }
}

/** The one spelling of 64 bytes: a looser one would let a changed file pass as the same. */
export function signatureText(signature: Uint8Array): string {
  return `${Buffer.from(signature).toString('base64')}\n`
}

/** Whether `signature`, spelled as `sign` does it, is by `publicKey` over this kind of text. */
export function isSignedBy(
  publicKey: string,
  kind: SignedKind,
  bytes: Uint8Array,
  signature: string,
): boolean {
  const raw = Buffer.from(publicKey, 'base64')
  const given = Buffer.from(signature, 'base64')
  if (raw.length !== 32 || given.length !== 64 || signatureText(given) !== signature) return false
  const key = createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' })
  return verify(null, signedBytes(kind, bytes), key, given)
}

function signedBytes(kind: SignedKind, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`rekam/1//${kind}//`), bytes])
}
