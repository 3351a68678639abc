import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeGreyPng } from '../../../test/grey-png-decoder.ts'
import { encodeGreyPng } from './grey-png.ts'

const picture = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }))
  .chain(([widthPx, heightPx]) =>
    fc.record({
      widthPx: fc.constant(widthPx),
      heightPx: fc.constant(heightPx),
      pixels: fc.uint8Array({ minLength: widthPx * heightPx, maxLength: widthPx * heightPx }),
    }),
  )

test('an independent reader sees the same pixels', () => {
  fc.assert(
    fc.property(picture, fc.option(fc.constant(508), { nil: undefined }), (given, dpi) => {
      const png = encodeGreyPng(given.widthPx, given.heightPx, given.pixels, dpi)
      const { widthPx, heightPx, pixels } = decodeGreyPng(png)
      expect({ widthPx, heightPx, pixels: [...pixels] }).toEqual({ ...given, pixels: [...given.pixels] })
    }),
  )
})

test('508 dpi is written as 20,000 pixels a metre', () => {
  const png = Buffer.from(encodeGreyPng(1, 1, Uint8Array.of(0), 508))
  const at = png.indexOf('pHYs')
  expect([png.readUInt32BE(at + 4), png.readUInt32BE(at + 8), png[at + 12]]).toEqual([20_000, 20_000, 1])
  expect(Buffer.from(encodeGreyPng(1, 1, Uint8Array.of(0))).includes('pHYs')).toBe(false)
})

test('pixels that do not fill the picture are a bug, not a picture', () => {
  expect(() => encodeGreyPng(2, 2, new Uint8Array(3))).toThrow('do not fill')
})
