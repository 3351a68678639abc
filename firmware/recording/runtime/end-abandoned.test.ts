import { expect, test } from 'vitest'
import type { Stamp } from '../../custody/packet/packet.ts'
import { daysOfServiceSince } from './end-abandoned.ts'

const stamp = (boot: number, sinceBootMs: number, trust: Stamp['trust']): Stamp => ({
  wallMs: 0,
  sinceBootMs,
  boot,
  trust,
})
const line = (day: string, boot: number, sinceBootMs: number, trust: Stamp['trust'] = 'none') => ({
  op: 'day' as const,
  day,
  time: stamp(boot, sinceBootMs, trust),
})
const parked = stamp(5, 1_000, 'none')

test.each([
  ['nothing came after', [line('2026-11-24', 4, 9_000), line('2026-11-25', 5, 500)], 0],
  ['a day for every start with a ticket', [line('2026-11-25', 6, 1), line('2026-11-26', 7, 1)], 2],
  [
    'a clock that jumps to and fro within one start counts once, and within the same start not at all',
    [
      line('2036-01-01', 5, 2_000),
      line('2026-11-25', 6, 1),
      line('1970-01-01', 6, 2),
      line('2036-01-01', 6, 3),
    ],
    1,
  ],
  [
    'with a clock that somebody vouches for, days count in one start',
    [line('2026-11-25', 5, 2_000, 'ntp'), line('2026-11-26', 5, 3_000, 'server')],
    2,
  ],
  [
    'the same day twice is one day',
    [line('2026-11-25', 6, 1, 'ntp'), line('2026-11-25', 7, 1, 'persisted')],
    1,
  ],
])('%s', (_what, days, expected) => {
  expect(daysOfServiceSince(days, parked)).toBe(expected)
})
