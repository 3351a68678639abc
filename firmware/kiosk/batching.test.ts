import { expect, test } from 'vitest'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { hookDisk } from '../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { addStandPackets, openStandSpool, standStamp } from '../../test/stand/spool-stand.ts'
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

test('a batch that lost its manifest to a full card is finished without another packet coming', async () => {
  const medium = new MemoryDisk()
  let isFull = true
  const disk = hookDisk(medium, ({ name, path }) =>
    isFull && name === 'write' && path.includes('batch.json') ? { kind: 'full', path } : undefined,
  )
  const spool = await openStandSpool(disk)
  const batching = createBatching(spool, createHandClock(), () => standStamp, policy)
  await addStandPackets(spool, 'a', 'b', 'c')
  expect(await batching.check()).toMatchObject({ ok: false, fault: { kind: 'full' } })
  expect(await spool.openPackets()).toEqual({ ok: true, value: [] })
  isFull = false
  expect(await batching.check()).toEqual({ ok: true, value: undefined })
  expect(await spool.batches()).toMatchObject({ value: [{ seq: 1, closed: true, packets: { length: 3 } }] })
})
