import { createCipheriv, type webcrypto } from 'node:crypto'
import type { Entropy } from '../../../hal/contract/entropy.ts'

/** A key of 32 bytes that opens what lies locked on a card. */
export type LockKey = Uint8Array

const magic = Buffer.from('RKL1', 'latin1')
const [lengthBytes, nonceBytes, tagBytes] = [4, 12, 16] as const
const headBytes = magic.length + lengthBytes
const overheadBytes = headBytes + nonceBytes + tagBytes
const cipher = 'aes-256-gcm'

/**
 * Locks what is written or appended at once: `RKL1`, the length of what follows (four bytes, most significant first), a
 * nonce of 12 bytes, the text under AES-256-GCM (NIST SP 800-38D), its tag of 16. A file is a row of such records.
 */
export function lockRecord(key: LockKey, plain: Uint8Array, entropy: Entropy): Uint8Array {
  const nonce = entropy.bytes(nonceBytes)
  const locking = createCipheriv(cipher, key, nonce)
  locking.setAAD(magic)
  const text = Buffer.concat([locking.update(plain), locking.final()])
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(nonceBytes + text.length + tagBytes)
  return new Uint8Array(Buffer.concat([magic, length, nonce, text, locking.getAuthTag()]))
}

/** Whether a file was written under a lock; an empty one says nothing, and counts as locked. */
export function isLocked(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, magic.length))
  return start.equals(magic.subarray(0, start.length))
}

/**
 * The text of all records. A file from before the lock is its own text. In place of a record that is torn or spoiled, and
 * of all after it, comes one byte that ends no line and is in no JSON: the reader finds the damage, as in an open file.
 */
export async function unlockFile(key: LockKey, bytes: Uint8Array): Promise<Uint8Array> {
  if (!isLocked(bytes)) return bytes
  const unlocking = await crypto.subtle.importKey('raw', Buffer.from(key), 'AES-GCM', false, ['decrypt'])
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const texts: Buffer[] = []
  for (let at = 0; at < file.length; ) {
    const end = at + headBytes + (at + headBytes <= file.length ? file.readUInt32BE(at + magic.length) : 0)
    const text = end <= file.length ? await unlockRecord(unlocking, file.subarray(at, end)) : undefined
    if (!text) return new Uint8Array(Buffer.concat([...texts, spoiled]))
    texts.push(text)
    at = end
  }
  return new Uint8Array(Buffer.concat(texts))
}

const spoiled = Buffer.from([0])

/** The most that a text of so many bytes takes up when it was written in `records` pieces. */
export function lockedBytes(plainBytes: number, records = 1): number {
  return plainBytes + records * overheadBytes
}

async function unlockRecord(key: webcrypto.CryptoKey, record: Buffer): Promise<Buffer | undefined> {
  if (record.length < overheadBytes || !record.subarray(0, magic.length).equals(magic)) return undefined
  const iv = record.subarray(headBytes, headBytes + nonceBytes)
  const text = record.subarray(headBytes + nonceBytes)
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: magic }, key, text).then(
    (plain) => Buffer.from(plain),
    (cause: unknown) => {
      // The answer to a spoiled record; any other is a bug.
      if (cause instanceof DOMException && cause.name === 'OperationError') return undefined
      throw cause
    },
  )
}
