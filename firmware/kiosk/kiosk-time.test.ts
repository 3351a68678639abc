import { expect, test } from 'vitest'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { openDocument } from '../custody/document/document.ts'
import { createKioskTime, type KnownTime, knownTimeSchema } from './kiosk-time.ts'

const day = 86_400_000
const provisionedMs = Date.UTC(2026, 10, 24)
const parse = (raw: unknown) => knownTimeSchema.safeParse(raw).data

async function startWith(systemMs: number, disk = new MemoryDisk(), provisioned?: number) {
  const clock = createHandClock(systemMs)
  const known = await openDocument<KnownTime>(disk, 'time.json', parse, { v: 1, serverMs: 0 })
  if (!known.ok) throw new Error(known.fault.kind)
  return { clock, disk, time: createKioskTime(clock, known.value, provisioned) }
}

test('a clock that nobody can check is used, and not believed', async () => {
  const { time } = await startWith(5 * day)
  expect(time.now()).toEqual({ wallMs: 5 * day, trust: 'none' })
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
  await first.time.onServerTime(provisionedMs + 40 * day)
  await first.clock.advance(1_000)
  expect(first.time.now()).toEqual({ wallMs: provisionedMs + 40 * day + 1_000, trust: 'server' })
  first.disk.powerCut()
  const again = await startWith(provisionedMs + 3 * day, first.disk, provisionedMs)
  expect(again.time.now()).toEqual({ wallMs: provisionedMs + 40 * day, trust: 'persisted' })
})

test('an old receipt never sets the time back', async () => {
  const { clock, time } = await startWith(0)
  await time.onServerTime(provisionedMs)
  await clock.advance(day)
  await time.onServerTime(provisionedMs - 5 * day)
  expect(time.now()).toEqual({ wallMs: provisionedMs + day, trust: 'server' })
})
