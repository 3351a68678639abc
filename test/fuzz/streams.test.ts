import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEf01Parser, type Ef01Finding, encodeFrame } from '../../hal/codec/ef01-frame.ts'
import { createJpegSplitter, isWholeJpeg } from '../../hal/codec/jpeg-splitter.ts'
import { spoiledBytes } from './spoiled-bytes.ts'

const frames = Buffer.concat([
  encodeFrame('acknowledge', Uint8Array.of(0)),
  encodeFrame('data', new Uint8Array(256).fill(0xef)),
  encodeFrame(
    'last-data',
    Uint8Array.from({ length: 64 }, (_, at) => at),
  ),
])
const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0, 4, 0xff, 0xd9])
const film = Buffer.concat([jpeg, jpeg, jpeg])

function* portionsOf(stream: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < stream.length; at += size) yield stream.subarray(at, at + size)
}

const size = fc.integer({ min: 1, max: 5_000 })

test('the EF01 parser accounts for every byte of any stream, and every frame in it is sound', () => {
  fc.assert(
    fc.property(fc.array(spoiledBytes(frames), { maxLength: 4 }), size, (streams, portion) => {
      const parser = createEf01Parser()
      const stream = Buffer.concat(streams)
      const findings: Ef01Finding[] = []
      for (const bytes of portionsOf(stream, portion)) findings.push(...parser.push(bytes))
      const told = findings.reduce((sum, finding) => sum + bytesOf(finding), 0)
      const strangers = findings.filter(({ found }) => found === 'stranger').length
      // What is not told yet is at most one unfinished frame; a stranger's bytes are not told either.
      expect(told).toBeLessThanOrEqual(stream.length)
      expect(stream.length - told).toBeLessThanOrEqual((strangers + 1) * (11 + 256))
      for (const finding of findings) {
        if (finding.found !== 'frame') continue
        expect(stream.includes(Buffer.from(encodeFrame(finding.frame.kind, finding.frame.payload)))).toBe(
          true,
        )
      }
    }),
    { numRuns: 1_500 },
  )
})

function bytesOf(finding: Ef01Finding): number {
  if (finding.found === 'garbage') return finding.bytes
  return finding.found === 'frame' ? 11 + finding.frame.payload.length : 0
}

test('after any stream and enough noise to end a half frame the EF01 parser finds a good frame', () => {
  fc.assert(
    fc.property(spoiledBytes(frames), (stream) => {
      const parser = createEf01Parser()
      parser.push(stream)
      parser.push(new Uint8Array(300))
      const found = parser.push(encodeFrame('acknowledge', Uint8Array.of(2)))
      expect(found.at(-1)).toEqual({
        found: 'frame',
        frame: { kind: 'acknowledge', payload: Uint8Array.of(2) },
      })
    }),
    { numRuns: 500 },
  )
})

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
