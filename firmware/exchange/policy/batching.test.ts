import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { type DiskCall, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { addStandPackets, openStandSpool, standStamp } from '../../../test/stand/spool-stand.ts'
import { readBatchFiles } from '../../custody/spool/batch-index.ts'
import { manifestFor } from '../../custody/spool/repair-manifests.ts'
import { createBatching } from './batching.ts'

const policy = { packets: 3, ageMinutes: 15 }

test('packets close into a batch by their number, and by their age', async () => {
  const clock = createHandClock()
  const spool = await openStandSpool(new MemoryDisk())
  const batching = createBatching(spool, clock, () => standStamp, policy)
  const closed = async () => {
    await batching.check()
    const shelf = await spool.batches()
    return shelf.ok && shelf.value.length
  }
  await addStandPackets(spool, 'a', 'b')
  expect(await closed()).toBe(0)
  await addStandPackets(spool, 'c')
  expect(await closed()).toBe(1)
  await addStandPackets(spool, 'd')
  expect(await closed()).toBe(1)
  await clock.advance(15 * 60_000)
  expect(await closed()).toBe(2)
})

test.each([
  ['its manifest', (call: DiskCall) => call.name === 'write' && call.path.includes('batch.json')],
  ['its line in the journal', (call: DiskCall) => call.name === 'append'],
])('a batch that a full card cost %s is finished without another packet coming', async (_, isRefused) => {
  let isFull = false
  const disk = hookDisk(new MemoryDisk(), (call) =>
    isFull && isRefused(call) ? { kind: 'full', path: call.path } : undefined,
  )
  const spool = await openStandSpool(disk)
  const batching = createBatching(spool, createHandClock(), () => standStamp, policy)
  await addStandPackets(spool, 'a', 'b', 'c')
  isFull = true
  expect(await batching.check()).toMatchObject({ ok: false, fault: { kind: 'full' } })
  expect(await spool.openPackets()).toEqual({ ok: true, value: [] })
  expect(await batching.check()).toMatchObject({ ok: false, fault: { kind: 'full' } })
  isFull = false
  expect(await batching.check()).toEqual({ ok: true, value: undefined })
  expect(await spool.batches()).toMatchObject({ value: [{ seq: 1, closed: true, packets: { length: 3 } }] })
  expect([...spool.facts.batches.keys()]).toEqual([1])
})

test('a manifest that rots before the journal takes its line is signed again, byte for byte', async () => {
  let isFull = false
  const disk = hookDisk(new MemoryDisk(), ({ name, path }) =>
    isFull && name === 'append' ? { kind: 'full', path } : undefined,
  )
  const spool = await openStandSpool(disk)
  const batching = createBatching(spool, createHandClock(), () => standStamp, policy)
  await addStandPackets(spool, 'a', 'b', 'c')
  isFull = true
  await batching.check()
  const signed = await readBatchFiles(spool.disk, 1)
  await disk.write('spool/batch/000001/batch.json', Buffer.from('rotten'))
  isFull = false
  expect(await batching.check()).toEqual({ ok: true, value: undefined })
  const shelf = await spool.batches()
  const [batch] = shelf.ok ? shelf.value : []
  expect(batch && (await manifestFor(spool, batch))).toMatchObject(signed)
})
