import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../firmware/core/canonical-json.ts'
import { buildBatch, readBatch } from '../../firmware/custody/chain/batch.ts'
import { readReceipt } from '../../firmware/custody/chain/receipt.ts'
import { readPacket } from '../../firmware/custody/packet/packet.ts'
import { packUstar, readUstar } from '../../firmware/custody/packet/ustar.ts'
import { kiosks, studentPacket } from '../stand/intake-stand.ts'
import { receiptFor, registryKey, standStamp } from '../stand/spool-stand.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { spoiledBytes } from './spoiled-bytes.ts'

const { device, key } = kiosks.own
const packet = (await studentPacket(1)).bytes
const packets = [{ sha256: 'a'.repeat(64), bytes: 5 }]
const facts = { device, boot: 1, seq: 1, prev: '0'.repeat(64), packets, time: standStamp }
const batch = buildBatch(facts, key)
const receipt = receiptFor(batch)
const keyOf = () => key.publicKey
const runs = { numRuns: fuzzRuns(1_500) }

test('a ustar reader given anything gives entries that lie inside it, or a place and a reason', () => {
  fc.assert(
    fc.property(spoiledBytes(packet), (bytes) => {
      const read = readUstar(bytes)
      if (read.ok) {
        const total = read.value.reduce((sum, entry) => sum + entry.bytes.length, 0)
        expect(total).toBeLessThanOrEqual(bytes.length)
        // An accepted record is one that would be written.
        expect(Buffer.from(packUstar(read.value)).equals(bytes)).toBe(true)
      } else expect(read.fault.offset).toBeLessThanOrEqual(bytes.length)
    }),
    runs,
  )
})

test('a packet reader given anything but the packet refuses it with a short fault', () => {
  fc.assert(
    fc.property(spoiledBytes(packet), (bytes) => {
      const read = readPacket(bytes, keyOf)
      expect(read.ok).toBe(Buffer.from(bytes).equals(packet))
      if (!read.ok) expect(JSON.stringify(read.fault).length).toBeLessThan(400)
    }),
    runs,
  )
})

test('a packet reader survives any manifest in a sound archive', () => {
  const manifest = fc.oneof(spoiledBytes(Buffer.from('{"v":1,"__proto__":{"a":1}}')), fc.json().map(utf8))
  fc.assert(
    fc.property(manifest, fc.uint8Array({ maxLength: 120 }), (bytes, signature) => {
      const archive = packUstar([
        { name: 'packet.json', bytes },
        { name: 'packet.sig', bytes: signature },
      ])
      expect(readPacket(archive, keyOf).ok).toBe(false)
    }),
    runs,
  )
})

test('a batch reader given anything but the manifest refuses it', () => {
  fc.assert(
    fc.property(
      spoiledBytes(batch.bytes),
      fc.oneof(fc.constant(batch.signature), fc.string()),
      (bytes, text) => {
        const read = readBatch(bytes, text, keyOf)
        const same = Buffer.from(bytes).equals(batch.bytes) && text === batch.signature
        expect(read.ok).toBe(same)
      },
    ),
    runs,
  )
})

test('a receipt reader given anything but the receipt refuses it', () => {
  fc.assert(
    fc.property(
      spoiledBytes(receipt.bytes),
      fc.oneof(fc.constant(receipt.signature), fc.string()),
      (bytes, text) => {
        const read = readReceipt(bytes, text, [registryKey.publicKey])
        const same = Buffer.from(bytes).equals(receipt.bytes) && text === receipt.signature
        expect(read.ok).toBe(same)
      },
    ),
    runs,
  )
})

test('anything signed by the right key and not a receipt is a bad receipt', () => {
  fc.assert(
    fc.property(spoiledBytes(receipt.bytes), (bytes) => {
      const read = readReceipt(bytes, registryKey.sign('receipt', bytes), [registryKey.publicKey])
      if (!read.ok) {
        expect(['malformed', 'unknown-version']).toContain(read.fault.kind)
        return
      }
      // Only what still has every member, of its kind, counts; its text may be spelled otherwise.
      expect(canonicalJson(read.value)).toBe(canonicalJson(JSON.parse(Buffer.from(bytes).toString('utf8'))))
    }),
    runs,
  )
})

function utf8(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text))
}
