import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everySpoiling } from '../../../test/stand/every-spoiling.ts'
import { createSigningKey } from '../crypto/signing-key.ts'
import { type Receipt, readReceipt, receiptName, signReceipt } from './receipt.ts'

const key = createSigningKey({ bytes: (count) => new Uint8Array(count).fill(11) })
const old = createSigningKey({ bytes: (count) => new Uint8Array(count).fill(12) })
const stranger = createSigningKey({ bytes: (count) => new Uint8Array(count).fill(13) })
const keys = [key.publicKey, old.publicKey]
const sha256 = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'))
const receipt: fc.Arbitrary<Receipt> = fc.record({
  v: fc.constant(1 as const),
  device: fc.constant('rk-4f0c9a1b22'),
  seq: fc.integer({ min: 1, max: 1e6 }),
  root: sha256,
  accepted: fc.array(sha256, { maxLength: 6 }),
  rejected: fc.array(fc.record({ sha256, reason: fc.string({ maxLength: 60 }) }), { maxLength: 3 }),
  number: fc.integer({ min: 1, max: 1e6 }),
  previous: sha256,
  wallMs: fc.maxSafeInteger(),
})

test('a receipt is read as it was signed, with any key of the list', () => {
  fc.assert(
    fc.property(receipt, fc.constantFrom(key, old), (given, signer) => {
      const { bytes, signature } = signReceipt(given, signer)
      expect(readReceipt(bytes, signature, keys)).toEqual({ ok: true, value: given })
    }),
  )
})

test('signed by a stranger, or with no key to trust, it is refused', () => {
  fc.assert(
    fc.property(receipt, (given) => {
      const { bytes, signature } = signReceipt(given, stranger)
      for (const trusted of [keys, []]) {
        expect(readReceipt(bytes, signature, trusted)).toEqual({
          ok: false,
          fault: { kind: 'bad-signature' },
        })
      }
    }),
    { numRuns: 20 },
  )
})

test('cut short at any byte, or with any bit flipped, it is refused', () => {
  const [given] = fc.sample(receipt, { numRuns: 1, seed: 4 })
  if (!given) throw new Error('no sample')
  const { bytes, signature } = signReceipt(given, key)
  for (const [how, spoiled] of everySpoiling(bytes)) {
    expect([how, readReceipt(spoiled, signature, keys).ok]).toEqual([how, false])
  }
})

test('file names sort in the order of the batches', () => {
  const names = [1, 2, 10, 999_999].map((seq) => receiptName('rk-4f0c9a1b22', seq))
  expect(names.toSorted()).toEqual(names)
  expect(names[0]).toBe('rk-4f0c9a1b22-000001.receipt')
})
