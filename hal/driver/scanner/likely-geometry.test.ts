import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pressImage } from '../../../sim/finger/impression.ts'
import { likelyGeometry } from './likely-geometry.ts'

const press = { person: 'likely', position: 2, press: 1 } as const

test.each([
  [206, 256],
  [192, 192],
  [240, 216],
  [80, 208],
  [96, 100],
] as const)('a finger of %i x %i shows where its rows end', (widthPx, heightPx) => {
  expect(likelyGeometry(pressImage(press, widthPx, heightPx))).toEqual({ widthPx, heightPx })
})

test('an empty platen shows nothing', () => {
  expect(likelyGeometry(new Uint8Array(206 * 256).fill(235))).toBeUndefined()
  expect(likelyGeometry(new Uint8Array())).toBeUndefined()
})

test('noise has no rows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 0x7fffffff }), (seed) => {
      let state = seed
      const pixels = Uint8Array.from({ length: 160 * 160 }, () => {
        state = Math.imul(state, 48_271) >>> 0
        return state >>> 24
      })
      expect(likelyGeometry(pixels)).toBeUndefined()
    }),
    { numRuns: 20 },
  )
})

test('whatever comes, a size has as many pixels as came', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000 }), (pixels) => {
      const size = likelyGeometry(pixels)
      if (size) expect(size.widthPx * size.heightPx).toBe(pixels.length)
    }),
  )
})
