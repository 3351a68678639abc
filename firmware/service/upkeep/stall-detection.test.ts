import { expect, test } from 'vitest'
import { findStall } from './stall-detection.ts'

const longestMs = 30_000
const nowMs = 1_000_000

test.each([
  ['all moves', { loopMs: nowMs - 900, workingSinceMs: nowMs - 40 }, undefined],
  ['nobody works, for hours', { loopMs: nowMs, workingSinceMs: undefined }, undefined],
  ['as long as it may', { loopMs: nowMs - longestMs, workingSinceMs: nowMs - longestMs }, undefined],
  ['a write that never comes back', { loopMs: nowMs, workingSinceMs: nowMs - longestMs - 1 }, 'visit'],
  [
    'a loop that does not come round',
    { loopMs: nowMs - longestMs - 1, workingSinceMs: undefined },
    'event-loop',
  ],
  ['neither', { loopMs: 0, workingSinceMs: 0 }, 'event-loop'],
] as const)('%s', (_, movement, found) => {
  expect(findStall(movement, nowMs, longestMs)).toBe(found)
})
