import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everySpoiling } from '../../../test/stand/every-spoiling.ts'
import { deviceIdentity } from '../crypto/device-identity.ts'
import { documentBytes } from '../crypto/signed-document.ts'
import { createSigningKey } from '../crypto/signing-key.ts'
import { type BatchManifest, buildBatch, noPreviousBatch, readBatch } from './batch.ts'

const key = createSigningKey({ bytes: (count) => new Uint8Array(count).fill(9) })
const { device } = deviceIdentity(key)
const known = (name: string) => (name === device ? key.publicKey : undefined)
const time = { wallMs: 1_800_000_000_000, sinceBootMs: 7, boot: 2, trust: 'persisted' as const }
const sha256 = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'))
const facts = fc.record({
  device: fc.constant(device),
  boot: fc.nat(),
  seq: fc.integer({ min: 1, max: 1_000_000 }),
  prev: fc.oneof(fc.constant(noPreviousBatch), sha256),
  packets: fc.uniqueArray(fc.record({ sha256, bytes: fc.integer({ min: 1, max: 1e9 }) }), {
    minLength: 1,
    maxLength: 12,
    selector: (packet) => packet.sha256,
  }),
  time: fc.constant(time),
})
const sample = {
  device,
  boot: 2,
  seq: 4,
  prev: 'a'.repeat(64),
  packets: [
    { sha256: '2'.repeat(64), bytes: 20 },
    { sha256: '1'.repeat(64), bytes: 10 },
  ],
  time,
}

test('a batch is read as it was built, its packets sorted', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const { bytes, signature, manifest } = buildBatch(given, key)
      expect(readBatch(bytes, signature, known)).toEqual({ ok: true, value: manifest })
      const sorted = given.packets.toSorted((one, two) => (one.sha256 < two.sha256 ? -1 : 1))
      expect(manifest).toMatchObject({ ...given, packets: sorted })
      // The order in which packets are found on a disk changes nothing.
      expect(buildBatch({ ...given, packets: given.packets.toReversed() }, key).signature).toBe(signature)
    }),
  )
})

test('a manifest or signature cut short at any byte, or with any bit flipped, is refused', () => {
  const { bytes, signature } = buildBatch(sample, key)
  for (const [how, spoiled] of everySpoiling(bytes)) {
    expect([how, readBatch(spoiled, signature, known).ok]).toEqual([how, false])
  }
  for (const [how, spoiled] of everySpoiling(Buffer.from(signature.trimEnd(), 'latin1'))) {
    const read = readBatch(bytes, Buffer.from(spoiled).toString('latin1'), known)
    expect([how, read]).toEqual([how, { ok: false, fault: { kind: 'bad-signature' } }])
  }
})

test('an unknown kiosk has a bad signature', () => {
  const { bytes, signature } = buildBatch(sample, key)
  expect(readBatch(bytes, signature, () => undefined)).toEqual({
    ok: false,
    fault: { kind: 'bad-signature' },
  })
})

test('a root that is signed but not that of the packets is refused', () => {
  const { manifest } = buildBatch(sample, key)
  const bytes = documentBytes({ ...manifest, root: 'b'.repeat(64) } satisfies BatchManifest)
  expect(readBatch(bytes, key.sign('batch', bytes), known)).toMatchObject({
    fault: { kind: 'wrong-root' },
  })
})

test('an empty batch is never built', () => {
  expect(() => buildBatch({ ...sample, packets: [] }, key)).toThrow()
})
