import { expect, test } from 'vitest'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { openDocument } from '../custody/document/document.ts'
import { createKioskTime, type KnownTime, noTime, parseKnownTime } from './kiosk-time.ts'

const day = 86_400_000
const provisionedMs = Date.UTC(2026, 10, 24)

async function startWith(systemMs: number, disk = new MemoryDisk(), provisioned?: number, order = 0) {
  const clock = createHandClock(systemMs)
  const known = await openDocument<KnownTime>(disk, 'time.json', parseKnownTime, noTime)
  if (!known.ok) throw new Error(known.fault.kind)
  return { clock, disk, time: createKioskTime(clock, known.value, { provisionedMs: provisioned, order }) }
}

const answer = (wallMs: number, batch = 0) => ({ wallMs, batch, isNow: true })
const receipt = (wallMs: number, batch: number) => ({ wallMs, batch, isNow: false })
const taken = { ok: true, value: 'taken' }
const unbelievable = { ok: true, value: 'unbelievable' }

test('a clock that nobody can check is used, and not believed', async () => {
  const { time } = await startWith(5 * day)
  expect(time.now()).toEqual({ wallMs: 5 * day, trust: 'none' })
  expect(time.vouchedBy()).toBeUndefined()
})

test.each([
  ['years back', provisionedMs - 3_000 * day, { wallMs: provisionedMs + day, trust: 'persisted' }],
  ['a day on', provisionedMs + day, { wallMs: provisionedMs + 2 * day, trust: 'none' }],
  [
    'years after a long sleep',
    provisionedMs + 900 * day,
    { wallMs: provisionedMs + 901 * day, trust: 'none' },
  ],
  ['decades on', provisionedMs + 9_000 * day, { wallMs: provisionedMs + day, trust: 'persisted' }],
])('a clock that wakes up %s: a day later it is %j', async (_what, systemMs, expected) => {
  const { clock, time } = await startWith(systemMs, new MemoryDisk(), provisionedMs)
  await clock.advance(day)
  expect(time.now()).toEqual(expected)
})

test('the time that the registry signed counts on from then, and is the earliest after a restart', async () => {
  const first = await startWith(0, new MemoryDisk(), provisionedMs)
  expect(await first.time.onSignedTime(answer(provisionedMs + 40 * day))).toEqual(taken)
  await first.clock.advance(1_000)
  expect(first.time.now()).toEqual({ wallMs: provisionedMs + 40 * day + 1_000, trust: 'server' })
  expect(first.time.vouchedBy()).toBe('registry')
  first.disk.powerCut()
  const again = await startWith(provisionedMs + 3 * day, first.disk, provisionedMs)
  expect(again.time.now()).toEqual({ wallMs: provisionedMs + 40 * day, trust: 'persisted' })
  expect(again.time.vouchedBy()).toBeUndefined()
})

test('an answer 36 years ahead is not believed, and changes nothing', async () => {
  const { disk, time } = await startWith(provisionedMs + day, new MemoryDisk(), provisionedMs)
  expect(await time.onSignedTime(answer(provisionedMs + 36 * 365 * day))).toEqual(unbelievable)
  expect(time.now()).toEqual({ wallMs: provisionedMs + day, trust: 'none' })
  expect((await disk.read('time.json')).ok).toBe(false)
})

test('an answer from before this software was written is not believed', async () => {
  const { time } = await startWith(provisionedMs)
  expect(await time.onSignedTime(answer(Date.UTC(1970, 0, 2)))).toEqual(unbelievable)
})

test('a box that knows no time at all believes no answer decades ahead', async () => {
  const { time } = await startWith(0)
  expect(await time.onSignedTime(answer(Date.UTC(2062, 10, 21)))).toEqual(unbelievable)
})

test('a wrong answer that could be is taken back by the next one, at once and after a restart', async () => {
  const first = await startWith(provisionedMs, new MemoryDisk(), provisionedMs)
  await first.time.onSignedTime(answer(provisionedMs + 5 * 365 * day))
  expect(await first.time.onSignedTime(answer(provisionedMs + day))).toEqual(taken)
  expect(first.time.now()).toEqual({ wallMs: provisionedMs + day, trust: 'server' })
  const again = await startWith(provisionedMs + 2 * day, first.disk, provisionedMs)
  expect(again.time.now()).toEqual({ wallMs: provisionedMs + 2 * day, trust: 'none' })
})

test('a wrong answer is taken back by the receipt of a later batch, and by no earlier one', async () => {
  const { disk, time } = await startWith(provisionedMs, new MemoryDisk(), provisionedMs)
  await time.onSignedTime(answer(provisionedMs + 5 * 365 * day, 7))
  expect(await time.onSignedTime(receipt(provisionedMs + day, 7))).toEqual({ ok: true, value: 'known' })
  expect(await time.onSignedTime(receipt(provisionedMs + 2 * day, 8))).toEqual(taken)
  const again = await startWith(0, disk, provisionedMs)
  expect(again.time.now()).toEqual({ wallMs: provisionedMs + 2 * day, trust: 'persisted' })
})

test('a wrong answer is taken back by a later order', async () => {
  const { disk, time } = await startWith(provisionedMs, new MemoryDisk(), provisionedMs, 1)
  await time.onSignedTime(answer(provisionedMs + 5 * 365 * day))
  const again = await startWith(0, disk, provisionedMs + 3 * day, 2)
  expect(again.time.now()).toEqual({ wallMs: provisionedMs + 3 * day, trust: 'persisted' })
})

test('the time of a version that had no way back is taken back by an answer', async () => {
  const disk = new MemoryDisk()
  const old = await openDocument<unknown>(disk, 'time.json', (raw) => raw, {})
  if (!old.ok) throw new Error(old.fault.kind)
  await old.value.replace({ v: 1, serverMs: 2_931_364_828_654 })
  const { time } = await startWith(provisionedMs, disk, provisionedMs)
  expect(await time.onSignedTime(answer(provisionedMs + day))).toEqual(taken)
  expect(time.now()).toEqual({ wallMs: provisionedMs + day, trust: 'server' })
})

test('a receipt says the earliest that it can be, and vouches for no day', async () => {
  const { time } = await startWith(provisionedMs + 9 * day, new MemoryDisk(), provisionedMs)
  await time.onSignedTime(receipt(provisionedMs + 2 * day, 1))
  expect(time.now()).toEqual({ wallMs: provisionedMs + 9 * day, trust: 'none' })
  expect(time.vouchedBy()).toBeUndefined()
})

test('an attendant sets the day of a box without a link, and the registry corrects it', async () => {
  const { clock, time } = await startWith(0, new MemoryDisk(), provisionedMs)
  expect(time.onAttendantTime(Date.UTC(2062, 0, 1))).toBe(false)
  expect(time.onAttendantTime(provisionedMs + 6 * day)).toBe(true)
  await clock.advance(1_000)
  expect(time.now()).toEqual({ wallMs: provisionedMs + 6 * day + 1_000, trust: 'persisted' })
  expect(time.vouchedBy()).toBe('attendant')
  await time.onSignedTime(answer(provisionedMs + 7 * day))
  expect(time.vouchedBy()).toBe('registry')
})
