import { describe, expect, test } from 'vitest'
import type { Disk } from '../../../hal/contract/disk.ts'
import { createHandClock, type HandClock } from '../../../sim/clock/hand-clock.ts'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { importClassList, openTestKiosk, pupils } from '../../../test/stand/open-test-kiosk.ts'
import { createTestStudent } from '../../../test/stand/test-student.ts'

const { siti, fauzan, rahmah } = pupils

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200_000 && !holds(); turn += 1) await new Promise((next) => setImmediate(next))
  if (!holds()) throw new Error(`never: ${what}`)
}

const draftsOn = (disk: MemoryDisk) =>
  Object.keys(disk.files()).filter((name) => name.startsWith('spool/draft/'))

async function newDisk(): Promise<MemoryDisk> {
  const disk = new MemoryDisk()
  await importClassList(createHandClock(), disk)
  return disk
}

async function openDay(clock: HandClock, disk: Disk) {
  const opened = await openTestKiosk(clock, disk)
  return { ...opened, student: createTestStudent(opened.kiosk, clock, until) }
}

// Siti has agreed and is before the camera.
async function openVisit(clock: HandClock, disk: Disk) {
  const day = await openDay(clock, disk)
  const { student, kiosk } = day
  await student.stepUp(siti.nisn, siti.born)
  await student.agree()
  return {
    ...day,
    leave: async (how: 'leave' | 'decline') => {
      student.tap({ type: 'leave' })
      student.tap({ type: how })
      await until('the end', () => kiosk.screen.choices.some(({ intent }) => intent.type === 'go-on'))
    },
  }
}

describe('a visit that leaves the screen while the disk refuses', () => {
  // Declined in the middle, on a disk that refuses these calls from then on.
  async function declineOn(refused: readonly string[]) {
    const medium = await newDisk()
    let refusing = false
    const disk = hookDisk(medium, ({ name, path }) =>
      refusing && refused.includes(name) ? { kind: 'read-only', path } : undefined,
    )
    const clock = createHandClock()
    const { kiosk, logged, leave } = await openVisit(clock, disk)
    refusing = true
    await leave('decline')
    return { kiosk, logged, medium, clock }
  }

  test.each([['remove'], ['append']])(
    'declined, no %s: it is not said to be gone, and goes at the next start',
    async (call) => {
      const { kiosk, logged, medium, clock } = await declineOn([call])
      expect(kiosk.screen.lines).toContain('Kotak ini belum bisa menghapus datamu.')
      expect(logged).toContain('visit-end-not-saved')
      expect(draftsOn(medium)).not.toEqual([])
      const after = await openDay(clock, medium)
      expect(draftsOn(medium)).toEqual([])
      expect((await after.student.askNumber(siti.nisn)).ticket).toBe('A-02')
    },
  )
})

test('a visit that nobody comes back to ends with the third day of service that the registry vouched for', async () => {
  const clock = createHandClock()
  const disk = await newDisk()
  await (await openVisit(clock, disk)).leave('leave')
  const left: number[] = []
  for (const nisn of [fauzan.nisn, rahmah.nisn, fauzan.nisn]) {
    await clock.advance(24 * 3_600_000)
    const { kiosk, student } = await openDay(clock, disk)
    await kiosk.stores.time.onSignedTime({ wallMs: clock.wallMs(), batch: 0, isNow: true })
    await student.askNumber(nisn)
    left.push(draftsOn(disk).length)
  }
  expect(left).toEqual([1, 1, 0])
  const { kiosk } = await openTestKiosk(clock, disk)
  const [visit] = [...kiosk.stores.spool.facts.closings.values()]
  expect(visit).toMatchObject({ op: 'erased', reason: 'abandoned' })
})

test('a clock that swings over years, start after start, ends no visit', async () => {
  const disk = await newDisk()
  await (await openVisit(createHandClock(), disk)).leave('leave')
  for (const [at, days] of [1_460, 0, 1_461, 1, 3_000, 2].entries()) {
    const { student } = await openDay(createHandClock(createHandClock().wallMs() + days * 86_400_000), disk)
    await student.askNumber([fauzan.nisn, rahmah.nisn][at % 2] ?? '')
    expect(draftsOn(disk)).toHaveLength(1)
  }
})
