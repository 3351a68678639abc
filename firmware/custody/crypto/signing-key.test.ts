import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRealEntropy } from '../../../hal/linux/real-entropy.ts'
import { createSigningKey, isSignedBy, readSigningKey, type SignedKind } from './signing-key.ts'

const kinds: readonly SignedKind[] = ['packet', 'batch', 'receipt', 'student-receipt', 'key-list']
const key = createSigningKey(createRealEntropy())
const other = createSigningKey(createRealEntropy())
const text = Buffer.from('{"v":1}')

test('a signature counts for its own kind, key and bytes only', () => {
  for (const kind of kinds) {
    const signature = key.sign(kind, text)
    for (const asked of kinds) expect(isSignedBy(key.publicKey, asked, text, signature)).toBe(asked === kind)
    expect(isSignedBy(other.publicKey, kind, text, signature)).toBe(false)
    for (let at = 0; at < text.length; at += 1) {
      const changed = Buffer.from(text)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(isSignedBy(key.publicKey, kind, changed, signature)).toBe(false)
    }
    expect(isSignedBy(key.publicKey, kind, Buffer.from([...text, 10]), signature)).toBe(false)
  }
})

test('a signature has one spelling, which ends with one line end', () => {
  const signature = key.sign('packet', text)
  expect(isSignedBy(key.publicKey, 'packet', text, signature)).toBe(true)
  const bare = signature.trimEnd()
  for (const spelling of [bare, `${signature}\n`, ` ${signature}`, `${bare}\r\n`, bare.slice(0, -2)]) {
    expect(isSignedBy(key.publicKey, 'packet', text, spelling)).toBe(false)
  }
  for (let at = 0; at < signature.length; at += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      const letter = String.fromCharCode(signature.charCodeAt(at) ^ (1 << bit))
      const changed = signature.slice(0, at) + letter + signature.slice(at + 1)
      expect([at, bit, isSignedBy(key.publicKey, 'packet', text, changed)]).toEqual([at, bit, false])
    }
  }
})

test('any strings as key and signature are refused without a throw', () => {
  const keyLike = fc.oneof(
    fc.string(),
    fc.base64String(),
    fc.uint8Array({ minLength: 32, maxLength: 32 }).map(base64),
  )
  const signatureLike = fc.oneof(
    fc.string(),
    fc.base64String(),
    fc.uint8Array({ minLength: 64, maxLength: 64 }).map(base64),
  )
  fc.assert(
    fc.property(
      keyLike,
      fc.constantFrom(...kinds),
      fc.uint8Array(),
      signatureLike,
      (publicKey, kind, bytes, signature) => {
        expect(isSignedBy(publicKey, kind, bytes, signature)).toBe(false)
        expect(isSignedBy(key.publicKey, kind, bytes, signature)).toBe(false)
      },
    ),
    { numRuns: 1_000 },
  )
})

test('a key read from its own PEM signs the same', () => {
  const again = readSigningKey(key.privatePem)
  expect(again?.publicKey).toBe(key.publicKey)
  expect(again?.sign('batch', text)).toBe(key.sign('batch', text))
})

test('what is not an Ed25519 private key is refused', () => {
  const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString()
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const ed25519 = pem(privateKey)
  const strangers = [
    pem(generateKeyPairSync('x25519').privateKey),
    pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
    publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    ed25519.replace('PRIVATE KEY', 'PUBLIC KEY'),
    ed25519.slice(0, -30),
    '',
    'AGE-SECRET-KEY-1',
  ]
  for (const pem of strangers) expect(readSigningKey(pem)).toBeUndefined()
  expect(readSigningKey(ed25519)).toBeDefined()
})

test('junk in place of a PEM is refused without a throw', () => {
  const framed = fc.oneof(fc.string(), fc.base64String(), fc.uint8Array({ maxLength: 60 }).map(base64))
  fc.assert(
    fc.property(fc.string(), framed, (junk, body) => {
      expect(readSigningKey(junk)).toBeUndefined()
      expect(
        readSigningKey(`-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`),
      ).toBeUndefined()
    }),
    { numRuns: 1_000 },
  )
})

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
