import { expect, test } from 'vitest'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import {
  addStandPackets,
  openStandSpool,
  otherIdentity,
  receiptFor,
  registryKey,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import type { SignedBatch } from '../chain/batch.ts'
import { acceptReceipt } from './accept-receipt.ts'

const keys = [registryKey.publicKey]

interface Signed {
  readonly bytes: Uint8Array
  readonly signature: string
}

const other = 'f'.repeat(64)
const packetsOf = (batch: SignedBatch) => batch.manifest.packets.map(({ sha256 }) => sha256)

// Every receipt that must change nothing, made from the true batch 1 and batch 2 of the kiosk.
const forgeries: readonly [string, string, (first: SignedBatch, second: SignedBatch) => Signed][] = [
  ['signed by another key', 'bad-signature', (batch) => receiptFor(batch, {}, otherIdentity.key)],
  [
    'signed by the kiosk itself as a batch',
    'bad-signature',
    (batch) => {
      const { bytes } = receiptFor(batch)
      return { bytes, signature: registryKey.sign('batch', bytes) }
    },
  ],
  [
    'changed after signing',
    'bad-signature',
    (batch) => {
      const { bytes, signature } = receiptFor(batch)
      return {
        bytes: Buffer.from(Buffer.from(bytes).toString().replace('"number":1', '"number":2')),
        signature,
      }
    },
  ],
  ['for another kiosk', 'other-device', (batch) => receiptFor(batch, { device: otherIdentity.device })],
  [
    'that leaves a packet out',
    'wrong-packets',
    (batch) => receiptFor(batch, { accepted: packetsOf(batch).slice(1) }),
  ],
  [
    'that names a packet of nobody',
    'wrong-packets',
    (batch) => receiptFor(batch, { accepted: [...packetsOf(batch), other] }),
  ],
  [
    'that names one packet twice instead of another',
    'wrong-packets',
    (batch) => receiptFor(batch, { accepted: packetsOf(batch).with(0, packetsOf(batch)[1] ?? '') }),
  ],
  [
    'that accepts and rejects one packet',
    'wrong-packets',
    (batch) => receiptFor(batch, { rejected: [{ sha256: packetsOf(batch)[0] ?? '', reason: 'x' }] }),
  ],
  ['that is no JSON', 'malformed', () => signedText('<html>Login</html>')],
  ['with a member more', 'malformed', () => signedText('{"v":1,"all":true}')],
]

function signedText(text: string): Signed {
  return { bytes: Buffer.from(text), signature: registryKey.sign('receipt', Buffer.from(text)) }
}

test.each(forgeries)('a receipt %s changes nothing on the disk: %s', async (_what, reason, forge) => {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  const batches: SignedBatch[] = []
  for (const words of [
    ['a', 'b'],
    ['c', 'd'],
  ]) {
    await addStandPackets(spool, ...words)
    const closed = await spool.closeBatch(standStamp)
    if (closed.ok && closed.value) batches.push(closed.value)
  }
  const [first, second] = batches
  if (!first || !second) throw new Error('no batches')
  const { bytes, signature } = forge(first, second)
  const before = disk.files()
  const answer = await acceptReceipt(spool, { bytes, signature }, keys, standStamp)
  expect(answer.ok ? 'accepted' : answer.fault.kind).toBe(reason)
  expect(disk.files()).toEqual(before)
  // The true one is still welcome.
  const good = receiptFor(first)
  expect((await acceptReceipt(spool, good, keys, standStamp)).ok).toBe(true)
})
