import { expect, test } from 'vitest'
import type { Disk } from '../../../hal/contract/disk.ts'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { openDocument } from '../../custody/document/document.ts'
import {
  type AttendantState,
  hidePin,
  noAttendantState,
  PinGuard,
  type PinSettings,
  parseAttendantState,
} from './pin-guard.ts'

const pin = await hidePin('246810')

async function openGuard(
  disk: Disk = new MemoryDisk(),
  settings: PinSettings = { attendantPin: pin, order: 1 },
  nowMs = 0,
): Promise<PinGuard> {
  const path = 'state/attendant.json'
  const opened = await openDocument<AttendantState>(disk, path, parseAttendantState, noAttendantState)
  if (!opened.ok) throw new Error(opened.fault.kind)
  return new PinGuard(opened.value, settings, nowMs)
}

const fiveWrong = Array.from({ length: 5 }, () => ['000000', 0] as const)
const answers = async (guard: PinGuard, tries: readonly (readonly [string, number])[]) => {
  const said: string[] = []
  for (const [digits, seconds] of tries) said.push(await guard.check(digits, seconds * 1_000))
  return said
}

test('the right PIN opens, a wrong one does not, and the same PIN never looks the same', async () => {
  expect(
    await answers(await openGuard(), [
      ['246810', 0],
      ['246811', 0],
      ['', 0],
    ]),
  ).toEqual(['right', 'wrong', 'wrong'])
  expect((await hidePin('246810')).hash).not.toBe(pin.hash)
  expect(JSON.stringify(pin)).not.toContain('246810')
})

test('after five wrong ones it pauses for 15 s, then twice as long after each; even the right one waits', async () => {
  const guard = await openGuard()
  expect(await answers(guard, fiveWrong)).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong'])
  expect(
    await answers(guard, [
      ['246810', 14],
      ['000000', 15],
      ['246810', 44],
      ['246810', 45],
    ]),
  ).toEqual(['later', 'wrong', 'later', 'right'])
})

test('the right one starts the count again', async () => {
  const guard = await openGuard()
  await answers(guard, [
    ['1', 0],
    ['2', 0],
    ['3', 0],
    ['4', 0],
    ['246810', 0],
  ])
  expect(
    await answers(guard, [
      ['1', 0],
      ['2', 0],
      ['3', 0],
      ['4', 0],
      ['5', 0],
    ]),
  ).not.toContain('later')
})

test('a power cut does not shorten the pause, nor forgets a try', async () => {
  const disk = new MemoryDisk()
  await answers(await openGuard(disk), fiveWrong)
  disk.powerCut()
  const again = await openGuard(disk)
  expect(
    await answers(again, [
      ['246810', 14],
      ['000000', 15],
      ['246810', 44],
      ['246810', 45],
    ]),
  ).toEqual(['later', 'wrong', 'later', 'right'])
  disk.powerCut()
  expect(await answers(await openGuard(disk), [['246810', 0]])).toEqual(['right'])
})

test('no number of wrong tries keeps the attendant out for more than a minute', async () => {
  const guard = await openGuard()
  for (let minute = 0; minute < 40; minute += 1) await answers(guard, [['000000', minute * 60]])
  expect(await answers(guard, [['246810', 40 * 60 - 1]])).toEqual(['later'])
  expect(await answers(guard, [['246810', 40 * 60]])).toEqual(['right'])
})

test('tries count even where the disk refuses to note them', async () => {
  const guard = await openGuard(
    hookDisk(new MemoryDisk(), ({ name, path }) => (name === 'write' ? { kind: 'full', path } : undefined)),
  )
  expect(await answers(guard, [...fiveWrong, ['246810', 1]])).toEqual([
    ...fiveWrong.map(() => 'wrong'),
    'later',
  ])
})

test('a PIN is chosen once for an order, and again when a later order asks', async () => {
  const disk = new MemoryDisk()
  const asked = await openGuard(disk, { attendantPin: 'ask', order: 4 })
  expect([asked.need, await asked.check('246810', 0)]).toEqual(['choose', 'wrong'])
  await asked.choose('135790')
  expect([asked.need, await asked.check('135790', 0)]).toEqual(['check', 'right'])
  const settings = { attendantPin: 'ask', order: 4 } as const
  expect((await openGuard(disk, settings)).need).toBe('check')
  const later = await openGuard(disk, { attendantPin: 'ask', order: 5 })
  expect([later.need, await later.check('135790', 0)]).toEqual(['choose', 'wrong'])
  expect((await openGuard(disk, { order: 5 })).need).toBe('none')
})
