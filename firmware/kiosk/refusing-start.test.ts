import { expect, test } from 'vitest'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import type { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { openTestDay } from '../../test/stand/open-test-day.ts'
import { openTestKiosk, pupils } from '../../test/stand/open-test-kiosk.ts'
import { until } from '../../test/stand/until.ts'
import { runUpkeep } from '../service/upkeep/run-upkeep.ts'

const { siti } = pupils
const faults: readonly [string, (disk: MemoryDisk, on: boolean) => void][] = [
  ['full', ({ medium }, on) => void (medium.capacityBytes = on ? 0 : Number.POSITIVE_INFINITY)],
  ['read-only', ({ medium }, on) => void (medium.readOnly = on)],
]

// A power cut at the date pad: its ticket says `serving`.
async function cutDisk(clock: ReturnType<typeof createHandClock>): Promise<MemoryDisk> {
  const { student, disk } = await openTestDay(clock)
  await student.stepUp(siti.nisn, siti.born)
  return disk.clone()
}

test.each(faults)(
  'a start on a disk that is %s: the ticket goes on when the disk is back, without another start',
  async (_, spoil) => {
    const clock = createHandClock()
    const disk = await cutDisk(clock)
    spoil(disk, true)
    const { kiosk, logged, student } = await openTestDay(clock, disk)
    expect(logged).toContain('not-saved')
    expect(kiosk.stores.queue.value.tickets.map(({ state }) => state)).toEqual(['parked'])
    spoil(disk, false)
    student.tap({ type: 'start-ticket', ticket: 'A-01' })
    await until('the date pad', () => kiosk.screen.body.kind === 'pad')
    student.tap({ type: 'enter-birth-date', digits: siti.born })
    const asked = () => kiosk.screen.choices.some(({ intent }) => intent.type === 'confirm-identity')
    await until('the question who it is', asked)
    await student.record()
  },
)

test.each(faults)(
  'what a start could not save on a disk that is %s is saved when it is back',
  async (_, spoil) => {
    const clock = createHandClock()
    const disk = await cutDisk(clock)
    spoil(disk, true)
    const { kiosk } = await openTestKiosk(clock, disk)
    const stop = new AbortController()
    const upkeep = runUpkeep(kiosk, stop.signal)
    await clock.advance(60_000)
    spoil(disk, false)
    await clock.advance(60_000)
    stop.abort()
    await upkeep
    const { boot } = kiosk.stores
    expect(kiosk.stores.spool.journal.entries).toContainEqual({ op: 'started', boot })
    expect((await openTestKiosk(clock, disk)).kiosk.stores.boot).toBe(boot + 1)
  },
)

test.each(faults)('a visit that ends on a disk that is %s leaves a ticket that goes on', async (_, spoil) => {
  const { kiosk, disk, student } = await openTestDay()
  await student.stepUp(siti.nisn, siti.born)
  await student.agree()
  spoil(disk, true)
  student.tap({ type: 'leave' })
  student.tap({ type: 'leave' })
  await until('the end', () => !kiosk.busy)
  await until('a state', () => kiosk.stores.queue.value.tickets[0]?.state !== 'serving')
  expect(kiosk.stores.queue.value.tickets.map(({ state }) => state)).toEqual(['parked'])
})
