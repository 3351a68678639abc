import { expect, test } from 'vitest'
import { wireBounds, wireMs } from './wire-bounds.ts'

test('ten bits a byte', () => {
  expect(wireMs(36_864, 57_600)).toBe(6_400)
  expect(wireMs(1, 9_600)).toBeCloseTo(1.042, 3)
})

test('every bound outlasts what the wire needs, at every rate and size of frame', () => {
  for (const baud of [9_600, 19_200, 38_400, 57_600, 115_200, 921_600]) {
    for (const frameBytes of [43, 139, 267]) {
      const wireBytes = 36_864 * (frameBytes / (frameBytes - 11))
      const { firstMs, idleMs, totalMs } = wireBounds(baud, wireBytes, frameBytes)
      expect(idleMs).toBeGreaterThanOrEqual(wireMs(frameBytes, baud) + 300)
      expect(firstMs).toBeGreaterThanOrEqual(2_000 + wireMs(frameBytes, baud))
      expect(totalMs).toBeGreaterThanOrEqual(firstMs + 2 * wireMs(wireBytes, baud))
    }
  }
})
