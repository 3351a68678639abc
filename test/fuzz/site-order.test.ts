import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readErasure, signErasure } from '../../firmware/custody/chain/erasure.ts'
import {
  provisioningOrderSchema,
  readProvisioningOrder,
  signProvisioningOrder,
} from '../../firmware/service/provisioning/provisioning-order.ts'
import { registryKey, standIdentity } from '../stand/spool-stand.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { spoiledBytes } from './spoiled-bytes.ts'

const { device, key } = standIdentity
const order = signProvisioningOrder(
  provisioningOrderSchema.parse({
    v: 1,
    device: standIdentity.device,
    number: 3,
    givenMs: Date.UTC(2026, 10, 24),
    school: '30312345',
    letter: 'B',
  }),
  registryKey,
)
const proof = signErasure(
  { v: 1, device, wallMs: 1, files: 9, bytes: 99, unsent: 1, unfinished: 0, contents: 'a'.repeat(64) },
  key,
)
const box = { device: standIdentity.device, lastOrder: 0, isBlank: false, earliestMs: 0 }
const runs = { numRuns: fuzzRuns(600) }
const isSame = (bytes: Uint8Array, whole: Uint8Array) => Buffer.from(bytes).equals(Buffer.from(whole))

test('an order to a box is the one that was signed, or a fault', () => {
  fc.assert(
    fc.property(spoiledBytes(order.bytes), fc.string(), (bytes, signature) => {
      const read = readProvisioningOrder({ ...order, bytes }, [registryKey.publicKey], box)
      expect(read.ok).toBe(isSame(bytes, order.bytes))
      expect(readProvisioningOrder({ bytes, signature }, [registryKey.publicKey], box).ok).toBe(false)
    }),
    runs,
  )
})

test('the proof of an erasure is the one that the box signed, or a fault', () => {
  fc.assert(
    fc.property(spoiledBytes(proof.bytes), (bytes) => {
      expect(readErasure({ ...proof, bytes }, key.publicKey).ok).toBe(isSame(bytes, proof.bytes))
    }),
    runs,
  )
})

test('what is signed for one thing never passes for another', () => {
  expect(
    readProvisioningOrder(
      { ...order, signature: registryKey.sign('status', order.bytes) },
      [registryKey.publicKey],
      box,
    ),
  ).toEqual({
    ok: false,
    fault: { kind: 'bad-signature' },
  })
})
