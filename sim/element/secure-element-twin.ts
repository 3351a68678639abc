import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { Disk } from '../../hal/contract/disk.ts'
import type { Entropy } from '../../hal/contract/entropy.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import type { ElementFault, SecureElement } from '../../hal/contract/secure-element.ts'

/** A secure element whose seed lies in a file that is no part of the box's card; without the file it is another part. */
export async function openSecureElementTwin(
  chip: Disk,
  entropy: Entropy,
): Promise<Result<SecureElement, ElementFault>> {
  const found = await chip.read('seed')
  const seed = found.ok ? found.value : entropy.bytes(32)
  if (!found.ok) {
    const stored = await chip.write('seed', seed)
    if (!stored.ok) return err({ kind: 'silent', detail: stored.fault.kind })
  }
  return ok({
    async seal(secret) {
      const nonce = entropy.bytes(16)
      const masked = mask(seed, nonce, secret)
      return ok(new Uint8Array(Buffer.concat([nonce, markOf(seed, nonce), masked])))
    },
    async open(sealed) {
      const [nonce, mark, masked] = [sealed.slice(0, 16), sealed.slice(16, 32), sealed.slice(32)]
      if (!Buffer.from(mark).equals(markOf(seed, nonce))) return err({ kind: 'not-mine' })
      return ok(unmask(seed, nonce, masked))
    },
  })
}

function streamKey(seed: Uint8Array, nonce: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', seed, nonce, 'stream', 32))
}

function markOf(seed: Uint8Array, nonce: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', seed, nonce, 'mark', 16))
}

function mask(seed: Uint8Array, nonce: Uint8Array, secret: Uint8Array): Buffer {
  return createCipheriv('aes-256-ctr', streamKey(seed, nonce), Buffer.alloc(16)).update(secret)
}

function unmask(seed: Uint8Array, nonce: Uint8Array, masked: Uint8Array): Uint8Array {
  return new Uint8Array(
    createDecipheriv('aes-256-ctr', streamKey(seed, nonce), Buffer.alloc(16)).update(masked),
  )
}
