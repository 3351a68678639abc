import fc from 'fast-check'
import { encode } from 'jpeg-js'
import { expect, test } from 'vitest'
import { readJpeg } from '../../boards/assembly/check-faces.ts'
import { faceAnswer } from '../../hal/driver/vision/face-answer.ts'
import { createPictureSplitter, pictureMessage } from '../../hal/driver/vision/picture-message.ts'
import { drawPortrait } from '../../sim/face/draw-portrait.ts'
import { goodReading } from '../../sim/face/face-finder-twin.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { spoiledBytes } from './spoiled-bytes.ts'

const portrait = drawPortrait('ani', 48, 64, 0)
const jpeg = encode({ width: 48, height: 64, data: portrait.rgba }, 60).data

test('a spoiled picture is measured or called damaged, and what is measured is an answer', () => {
  fc.assert(
    fc.property(spoiledBytes(jpeg), (bytes) => {
      const reading = readJpeg(bytes, undefined)
      const said: unknown = JSON.parse(JSON.stringify(reading))
      expect(faceAnswer(said)).toEqual(reading)
    }),
    { numRuns: fuzzRuns(300) },
  )
})

test('any answer is one or none', () => {
  const nearly = fc.record({ ok: fc.boolean(), value: fc.oneof(fc.jsonValue(), fc.constant(goodReading)) })
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), nearly), (value) => {
      const answer = faceAnswer(value)
      if (answer?.ok) expect(answer.value).toEqual(goodReading)
    }),
  )
})

test('pictures come out of a stream whole in whatever portions they went in', () => {
  const pictures = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 })
  fc.assert(
    fc.property(pictures, fc.integer({ min: 1, max: 200 }), (given, portion) => {
      const stream = Buffer.concat(given.map(pictureMessage))
      const splitter = createPictureSplitter(300)
      const taken: Uint8Array[] = []
      for (let at = 0; at < stream.length; at += portion) {
        taken.push(...(splitter.push(stream.subarray(at, at + portion)) ?? []))
      }
      expect(taken.map((one) => [...one])).toEqual(given.map((one) => [...one]))
    }),
  )
})

test('a picture that says it is longer than any ends the stream, and takes no memory', () => {
  expect(createPictureSplitter(300).push(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1))).toBeUndefined()
})
