import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createJpegSplitter, isWholeJpeg } from '../../hal/driver/camera/jpeg-splitter.ts'
import { spoiledBytes } from './spoiled-bytes.ts'

const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0, 4, 0xff, 0xd9])
const film = Buffer.concat([jpeg, jpeg, jpeg])

function* portionsOf(stream: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < stream.length; at += size) yield stream.subarray(at, at + size)
}

const size = fc.integer({ min: 1, max: 5_000 })

test('the JPEG splitter gives pieces of any stream that begin and end as a JPEG, in order', () => {
  fc.assert(
    fc.property(fc.array(spoiledBytes(film), { maxLength: 4 }), size, (streams, portion) => {
      const splitter = createJpegSplitter()
      const stream = Buffer.concat(streams)
      let from = 0
      for (const bytes of portionsOf(stream, portion)) {
        for (const picture of splitter.push(bytes)) {
          expect(isWholeJpeg(picture)).toBe(true)
          const at = stream.indexOf(picture, from)
          expect(at).toBeGreaterThanOrEqual(from)
          from = at + picture.length
        }
      }
    }),
    { numRuns: 1_500 },
  )
})

test('pictures come out whole in whatever portions they went in', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (portion) => {
      const splitter = createJpegSplitter()
      const pictures = [...portionsOf(film, portion)].flatMap((bytes) => splitter.push(bytes))
      expect(pictures).toEqual([jpeg, jpeg, jpeg])
    }),
  )
})

test('a picture that never ends is given up, and the next one is found', () => {
  const splitter = createJpegSplitter()
  const endless = new Uint8Array(256 * 1024)
  expect(splitter.push(jpeg.subarray(0, 6))).toEqual([])
  for (let portions = 0; portions < 20; portions += 1) expect(splitter.push(endless)).toEqual([])
  expect(splitter.push(film)).toEqual([jpeg, jpeg, jpeg])
})
