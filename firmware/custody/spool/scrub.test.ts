import { expect, test } from 'vitest'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { cutEverywhere } from '../../../test/stand/cut-everywhere.ts'
import {
  addStandPackets,
  openStandSpool,
  receiptFor,
  registryKey,
  standIdentity,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import { acceptReceipt } from './accept-receipt.ts'
import { readStoredPacket } from './check-packet.ts'
import { openSpool } from './open-spool.ts'
import { createScrub } from './scrub.ts'
import type { Spool } from './spool.ts'

async function stand(disk = new MemoryDisk()) {
  const spool = await openStandSpool(disk)
  const batched = await addStandPackets(spool, 'a', 'b')
  const closed = await spool.closeBatch(standStamp)
  const open = await addStandPackets(spool, 'c', 'd')
  if (!closed.ok || !closed.value) throw new Error('no batch')
  return { disk, spool, batched, open, batch: closed.value }
}

const spoil = (disk: MemoryDisk, path: string) => disk.write(path, Buffer.from('packet of ?'))

test('a few at a time, every packet is looked at, and again from the start', async () => {
  const { disk, spool } = await stand()
  const rounds = createScrub(spool)
  for (let round = 0; round < 3; round += 1) expect(await rounds.check(2)).toEqual({ ok: true, value: [] })
  for (const path of Object.keys(disk.files())) if (path.endsWith('.packet')) await spoil(disk, path)
  const found = [await rounds.check(2), await rounds.check(2), await rounds.check(2)]
  expect(found.flatMap((one) => (one.ok ? one.value : [])).length).toBe(4)
})

test('one that rotted before it was in a batch is set aside and named, and the others are sent without it', async () => {
  const { disk, spool, open } = await stand()
  const [rotten = '', whole = ''] = open
  await spoil(disk, `spool/new/${rotten}.packet`)
  expect(await createScrub(spool).check(10)).toEqual({ ok: true, value: [rotten] })
  disk.powerCut()
  const after = await openStandSpool(disk)
  expect(after.facts.damaged.get(rotten)).toEqual({ op: 'damaged', sha256: rotten })
  expect(disk.files()[`spool/damaged/${rotten}.packet`]).toBe('packet of ?')
  const closed = await after.closeBatch(standStamp)
  expect(closed.ok && closed.value?.manifest.packets.map(({ sha256 }) => sha256)).toEqual([whole])
})

test('a batch that lost a packet keeps its manifest, which can still be written anew', async () => {
  const { disk, spool, batched, batch } = await stand()
  const [rotten = ''] = batched
  await spoil(disk, `spool/batch/000001/${rotten}.packet`)
  expect(await readStoredPacket(spool, rotten, 1)).toMatchObject({ ok: true, value: { sound: false } })
  await disk.write('spool/batch/000001/batch.json', Buffer.from('?'))
  const after = await openStandSpool(disk)
  expect(after.index.batches.get(1)).toMatchObject({ manifest: batch.manifest, packets: batched.slice(1) })
  // Asked again, it is what it was.
  expect(await readStoredPacket(after, rotten, 1)).toEqual({
    ok: true,
    value: { bytes: new Uint8Array(Buffer.from('packet of ?')), sound: false },
  })
})

test('a receipt for all of a batch ends it, and what had rotted here goes too', async () => {
  const { disk, spool, batched, batch } = await stand()
  await spoil(disk, `spool/batch/000001/${batched[0]}.packet`)
  await readStoredPacket(spool, batched[0] ?? '', 1)
  await acceptReceipt(spool, receiptFor(batch), [registryKey.publicKey], standStamp)
  expect(await spool.batches()).toEqual({ ok: true, value: [] })
  expect(await listed(disk, 'spool/damaged')).toEqual([])
})

test('cut at any call while a packet is set aside, it is never gone and its batch keeps its manifest', async () => {
  let rotten = ''
  const look = (spool: Spool) => readStoredPacket(spool, rotten, 1)
  await cutEverywhere(
    async () => {
      const { disk, batched } = await stand()
      rotten = batched[0] ?? ''
      await spoil(disk, `spool/batch/000001/${rotten}.packet`)
      return disk
    },
    async (disk) => {
      const spool = await openSpool(disk, standIdentity)
      return spool.ok && (await look(spool.value)).ok
    },
    async ({ medium, when }) => {
      for (let start = 0; start < 2; start += 1) {
        const spool = await openStandSpool(medium)
        expect([when, await look(spool)]).toMatchObject([when, { ok: true, value: { sound: false } }])
        expect([when, spool.facts.damaged.has(rotten)]).toEqual([when, true])
        medium.powerCut()
      }
      const left = Object.entries(medium.files()).filter(([path]) => path.includes(rotten))
      expect([when, new Set(left.map(([, text]) => text))]).toEqual([when, new Set(['packet of ?'])])
      const { manifest } = (await openStandSpool(medium)).index.batches.get(1) ?? {}
      expect([when, manifest?.packets.length]).toEqual([when, 2])
    },
  )
})

async function listed(disk: MemoryDisk, path: string) {
  const found = await disk.list(path)
  return found.ok ? found.value : []
}
