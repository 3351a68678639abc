import { expect, test } from 'vitest'
import type { EntryOf } from '../../custody/journal/journal-entry.ts'
import type { Stamp } from '../../custody/packet/packet.ts'
import { daysOfServiceSince } from './end-abandoned.ts'

const stamp = (boot: number, sinceBootMs: number, trust: Stamp['trust']): Stamp => ({
  wallMs: 0,
  sinceBootMs,
  boot,
  trust,
})
const line = (
  day: string,
  boot: number,
  sinceBootMs: number,
  vouched?: EntryOf<'day'>['vouched'],
): EntryOf<'day'> => ({ op: 'day', day, time: stamp(boot, sinceBootMs, 'none'), vouched })
const parked = stamp(5, 1_000, 'none')

test.each([
  [
    'nothing came after',
    [line('2026-11-24', 4, 9_000, 'registry'), line('2026-11-25', 5, 500, 'registry')],
    0,
  ],
  ['a day for every start, and nobody vouches', [line('2026-11-25', 6, 1), line('2026-11-26', 7, 1)], 0],
  [
    'a clock that swings over three starts of one day',
    [line('2030-11-23', 6, 1), line('2026-11-24', 7, 1), line('2030-11-23', 8, 1)],
    0,
  ],
  [
    'days that the registry or an attendant vouched for, in one start or in several',
    [line('2026-11-25', 5, 2_000, 'registry'), line('2026-11-26', 5, 3_000, 'attendant')],
    2,
  ],
  [
    'the same day twice is one day',
    [line('2026-11-25', 6, 1, 'registry'), line('2026-11-25', 7, 1, 'attendant')],
    1,
  ],
  [
    'a wrong date is taken back by the next right one',
    [line('2030-11-23', 6, 1, 'registry'), line('2026-11-24', 6, 2, 'registry')],
    1,
  ],
  [
    'a registry whose clock swings adds one wrong day at most',
    [
      line('2030-11-23', 6, 1, 'registry'),
      line('2026-11-24', 7, 1, 'registry'),
      line('2030-11-23', 8, 1, 'registry'),
      line('2026-11-24', 9, 1, 'registry'),
      line('2030-11-23', 10, 1, 'registry'),
    ],
    2,
  ],
])('%s', (_what, days, expected) => {
  expect(daysOfServiceSince(days, parked)).toBe(expected)
})
