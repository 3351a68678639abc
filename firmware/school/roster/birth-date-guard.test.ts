import { expect, test } from 'vitest'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { openDocument } from '../../custody/document/document.ts'
import { BirthDateGuard, type Guesses, noGuesses, parseGuesses } from './birth-date-guard.ts'
import { fromStored } from './student.ts'

const student = (pid: string) =>
  fromStored({
    pid,
    name: 'SITI',
    birthDate: '2009-11-06',
    sex: 'P',
    className: 'X A',
    married: false,
    recorded: false,
    recordedHere: false,
    notOnList: false,
  })
const [siti, ani] = [student('siti'), student('ani')]
const [right, wrong] = ['06112009', '01012009']

async function openGuard(disk = new MemoryDisk(), day?: string) {
  const opened = await openDocument<Guesses>(disk, 'state/guesses.json', parseGuesses, noGuesses)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const now = { day }
  return { disk, now, guard: new BirthDateGuard(opened.value, () => now.day) }
}

async function guess(guard: BirthDateGuard, times: number, digits = wrong) {
  const said: string[] = []
  for (let at = 0; at < times; at += 1) said.push(await guard.check(siti, digits))
  return said
}

test('a right date is right, also after slips, and starts the count again', async () => {
  const { guard } = await openGuard()
  expect(await guess(guard, 4)).toEqual(['wrong', 'wrong', 'wrong', 'wrong'])
  expect(await guard.check(siti, right)).toBe('right')
  expect(await guess(guard, 5)).not.toContain('too-many')
})

test('after five wrong dates even the right one does not help, for this pupil alone', async () => {
  const { guard } = await openGuard()
  await guess(guard, 5)
  expect([await guard.check(siti, right), await guard.check(ani, right)]).toEqual(['too-many', 'right'])
})

test('forty at once are forty tries', async () => {
  const { guard } = await openGuard()
  const said = await Promise.all(Array.from({ length: 40 }, () => guard.check(siti, wrong)))
  expect(said.filter((one) => one === 'wrong')).toHaveLength(5)
})

test('a restart, a power cut and a clock that jumps forget no try', async () => {
  const { disk, guard } = await openGuard()
  await guess(guard, 5)
  disk.powerCut()
  const again = await openGuard(disk)
  expect(await again.guard.check(siti, right)).toBe('too-many')
})

test('a later day that somebody vouched for begins anew, an earlier one does not', async () => {
  const { disk, guard } = await openGuard(new MemoryDisk(), '2026-11-25')
  await guess(guard, 5)
  expect(await (await openGuard(disk, '2026-11-24')).guard.check(siti, right)).toBe('too-many')
  expect(await (await openGuard(disk, '2026-11-26')).guard.check(siti, right)).toBe('right')
})

test('a disk that refuses forgets no try, not even on a later day', async () => {
  const { disk, now, guard } = await openGuard(new MemoryDisk(), '2026-11-25')
  disk.medium.readOnly = true
  now.day = '2026-11-26'
  expect(await guess(guard, 6)).toEqual([...Array<string>(5).fill('wrong'), 'too-many'])
})

test('a day far ahead that is taken back forgets no try and shuts nobody out for years', async () => {
  const { now, guard } = await openGuard(new MemoryDisk(), '2036-11-25')
  await guess(guard, 5)
  now.day = '2026-11-25'
  expect(await guard.check(siti, right)).toBe('too-many')
  now.day = '2026-11-26'
  expect(await guard.check(siti, right)).toBe('right')
})

test('an attendant lifts it, also for the next start', async () => {
  const { disk, guard } = await openGuard()
  await guess(guard, 5)
  expect(guard.isAnyShutOut).toBe(true)
  await guard.lift()
  expect(guard.isAnyShutOut).toBe(false)
  expect(await (await openGuard(disk)).guard.check(siti, right)).toBe('right')
})

test('a number that nobody has answers as one that somebody has, and fills no memory', async () => {
  const { guard } = await openGuard()
  const unknown = Array.from({ length: 6 }, () => guard.checkUnknown('0099999999'))
  expect(unknown).toEqual(await guess(guard, 6))
  for (let at = 0; at < 3_000; at += 1) guard.checkUnknown(String(at))
  expect(guard.checkUnknown('0099999999')).toBe('wrong')
})
