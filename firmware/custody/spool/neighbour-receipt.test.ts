import { expect, test } from 'vitest'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { cutEverywhere } from '../../../test/stand/cut-everywhere.ts'
import {
  otherIdentity,
  receiptFor,
  registryKey,
  standIdentity,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import { buildBatch } from '../chain/batch.ts'
import { keepNeighbourReceipt, readNeighbourReceipts } from './neighbour-receipt.ts'

const keys = [registryKey.publicKey]
const { device, key } = otherIdentity
const packets = [{ sha256: 'a'.repeat(64), bytes: 5 }]
const batch = buildBatch({ device, boot: 1, seq: 1, prev: '0'.repeat(64), packets, time: standStamp }, key)
const path = `receipt/${device}-000001.receipt`
const known = (disk: MemoryDisk, own = standIdentity.device) => readNeighbourReceipts(disk, own, keys)

test('a receipt for another kiosk is kept as it came, with its signature, and read again', async () => {
  const disk = new MemoryDisk()
  const { bytes, signature } = receiptFor(batch)
  expect(await keepNeighbourReceipt(disk, { bytes, signature }, keys)).toMatchObject({
    value: { device, seq: 1 },
  })
  disk.powerCut()
  expect(disk.files()).toEqual({
    [`${path}.json`]: Buffer.from(bytes).toString('latin1'),
    [`${path}.sig`]: signature,
  })
  expect(await known(disk)).toMatchObject({ ok: true, value: [{ device, accepted: ['a'.repeat(64)] }] })
  expect(await known(disk, device)).toEqual({ ok: true, value: [] })
})

test('one that no trusted key signed is refused and leaves nothing', async () => {
  const disk = new MemoryDisk()
  const { bytes, signature } = receiptFor(batch, {}, otherIdentity.key)
  expect(await keepNeighbourReceipt(disk, { bytes, signature }, keys)).toEqual({
    ok: false,
    fault: { kind: 'bad-signature' },
  })
  expect(disk.files()).toEqual({})
  expect(await known(disk)).toEqual({ ok: true, value: [] })
})

test('of two for one batch the one with the higher number stays, in whatever order they come', async () => {
  const [first, second] = [receiptFor(batch, { number: 4 }), receiptFor(batch, { number: 5 })]
  for (const order of [
    [first, second],
    [second, first],
  ]) {
    const disk = new MemoryDisk()
    for (const { bytes, signature } of order) await keepNeighbourReceipt(disk, { bytes, signature }, keys)
    expect(await known(disk)).toMatchObject({ value: [{ number: 5 }] })
  }
})

test('a file changed on the disk, or put there under another name, counts for nothing', async () => {
  const { bytes, signature } = receiptFor(batch)
  const disk = new MemoryDisk()
  await keepNeighbourReceipt(disk, { bytes, signature }, keys)
  await disk.rename(`${path}.json`, path.replace('000001', '000002.json'))
  await disk.write(`receipt/${device}-000003.receipt.json`, Buffer.from('{}'))
  await disk.write(`receipt/${device}-000003.receipt.sig`, Buffer.from(signature))
  await disk.write(`receipt/${device}-000004.receipt.json`, bytes)
  await disk.write(`receipt/${device}-000004.receipt.sig`, Buffer.from(signature))
  expect(await known(disk)).toEqual({ ok: true, value: [] })
})

test('after a cut at any call there is the receipt or none, and it can be brought again', async () => {
  const { bytes, signature } = receiptFor(batch)
  await cutEverywhere(
    async () => new MemoryDisk(),
    async (disk) => (await keepNeighbourReceipt(disk, { bytes, signature }, keys)).ok,
    async ({ medium, done, when }) => {
      const read = await known(medium)
      const count = read.ok ? read.value.length : -1
      expect([when, done ? count === 1 : count <= 1 && count >= 0]).toEqual([when, true])
      await keepNeighbourReceipt(medium, { bytes, signature }, keys)
      expect([when, await known(medium)]).toMatchObject([when, { value: [{ seq: 1 }] }])
    },
  )
})
