import { expect, test } from 'vitest'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { importClassList, openTestKiosk, pupils } from '../../test/stand/open-test-kiosk.ts'
import { addStandPackets, openStandSpool, standIdentity, standStamp } from '../../test/stand/spool-stand.ts'
import { createTestStudent } from '../../test/stand/test-student.ts'
import { until } from '../../test/stand/until.ts'
import { rereading } from '../core/rereading.ts'
import { openStores } from './kiosk-stores.ts'

const clock = createHandClock()
const { siti } = pupils

// A visit that was begun, a closed batch, an open packet, both generations of every document.
async function usedDisk(): Promise<MemoryDisk> {
  const disk = new MemoryDisk()
  await importClassList(clock, disk)
  await importClassList(clock, disk)
  const spool = await openStandSpool(disk)
  await addStandPackets(spool, 'a')
  await spool.closeBatch(standStamp)
  await addStandPackets(spool, 'b')
  await openTestKiosk(clock, disk)
  const { kiosk } = await openTestKiosk(clock, disk)
  const student = createTestStudent(kiosk, clock, until)
  await student.stepUp(siti.nisn, siti.born)
  return disk
}

/** All that a start knows, without what every start counts. */
async function known(disk: MemoryDisk) {
  const { kiosk, logged } = await openTestKiosk(clock, disk)
  const { roster, queue, spool } = kiosk.stores
  return {
    pupils: roster
      .all()
      .map(({ pid }) => pid)
      .sort(),
    lost: roster.lost,
    tickets: queue.value.tickets,
    packets: [...spool.facts.packets.keys()].sort(),
    batches: [...spool.facts.batches.keys()],
    logged,
  }
}

test('an error of the medium at any one read of a start costs nothing of what is there', async () => {
  const used = await usedDisk()
  const wanted = await known(used.clone())
  const { site } = (await openTestKiosk(clock, used.clone())).kiosk
  const start = (disk: MemoryDisk) => openStores(disk, site, standIdentity, '2026-11-23', clock)
  for (let at = 0, met = true; met; at += 1) {
    const disk = used.clone()
    let reads = 0
    met = false
    disk.medium.failsToRead = () => {
      reads += 1
      met ||= reads === at + 1
      return reads === at + 1
    }
    const opened = await start(disk)
    if (!opened.ok) expect([at, opened.fault.kind]).toEqual([at, 'broken'])
    const aside = Object.keys(disk.files()).filter((path) => path.includes('/damaged/'))
    expect([at, aside]).toEqual([at, []])
    disk.medium.failsToRead = () => false
    expect([at, await known(disk)]).toEqual([at, wanted])
  }
})

test('a start that reads again gets over errors that pass', async () => {
  const disk = await usedDisk()
  const { site } = (await openTestKiosk(clock, disk.clone())).kiosk
  const failed = new Map<string, number>()
  disk.medium.failsToRead = (path) => {
    failed.set(path, (failed.get(path) ?? 0) + 1)
    return (failed.get(path) ?? 0) <= 2
  }
  const opened = await clock.runUntil(
    openStores(rereading(disk, clock), site, standIdentity, '2026-11-23', clock),
  )
  expect(opened).toMatchObject({ ok: true, value: { troubles: [] } })
  expect(failed.size).toBeGreaterThan(20)
})
