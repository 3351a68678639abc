import fc from 'fast-check'
import { encode } from 'jpeg-js'
import { expect, test } from 'vitest'
import { decodeJpeg } from '../../boards/assembly/decode-jpeg.ts'
import { cameraFaultOf } from '../../hal/driver/camera/camera-complaint.ts'
import { choosePreview, chooseStill } from '../../hal/driver/camera/choose-picture.ts'
import { withHuffmanTables } from '../../hal/driver/camera/huffman-tables.ts'
import { readVideoNode } from '../../hal/driver/camera/v4l2-text.ts'
import { videoNodeTexts } from '../stand/v4l2-texts.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { spoiledBytes } from './spoiled-bytes.ts'

const text = spoiledBytes(Buffer.from(videoNodeTexts[1] ?? '')).map((bytes) =>
  Buffer.from(bytes).toString('latin1'),
)

test('whatever v4l2-ctl says, only names and numbers that may stand on a command line come of it', () => {
  fc.assert(
    fc.property(text, (said) => {
      const node = readVideoNode(said)
      for (const [name, { least, most }] of node.controls) {
        expect(name).toMatch(/^[a-z]\w*$/)
        expect(Number.isSafeInteger(least) && Number.isSafeInteger(most)).toBe(true)
      }
      for (const choice of [choosePreview(node), chooseStill(node, 3e6)]) {
        if (!choice) continue
        const { widthPx, heightPx, rate = 1 } = choice
        expect([widthPx, heightPx].every((px) => Number.isSafeInteger(px) && px >= 0)).toBe(true)
        expect(rate >= 0 && rate < 10_000).toBe(true)
      }
    }),
    { numRuns: fuzzRuns(2_000) },
  )
})

test('whatever a program complains of becomes a fault with a short printable word', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 255 }), text, (exitCode, complaint) => {
      const fault = cameraFaultOf(exitCode, complaint)
      if (fault.kind === 'failed') expect(fault.detail).toMatch(/^[ -~]{0,120}$/)
    }),
    { numRuns: fuzzRuns(1_000) },
  )
})

const pixels = Buffer.alloc(64 * 48 * 4, 90).map((_, at) => (at * 7) % 251)
const whole = encode({ width: 64, height: 48, data: pixels }, 80).data
const tablesAt = whole.indexOf('ffc4', 0, 'hex')
const bare = Buffer.concat([
  whole.subarray(0, tablesAt),
  whole.subarray(tablesAt + 2 + whole.readUInt16BE(tablesAt + 2)),
])

test('a JPEG without Huffman tables gets the typical ones back and is a picture again', () => {
  expect(decodeJpeg(bare)).toBeUndefined()
  const mended = withHuffmanTables(bare)
  expect(decodeJpeg(mended)).toEqual(decodeJpeg(whole))
  expect(withHuffmanTables(whole)).toBe(whole)
  expect(withHuffmanTables(mended)).toBe(mended)
})

test('any bytes come back at least as they were', () => {
  fc.assert(
    fc.property(spoiledBytes(bare), (bytes) => {
      const mended = withHuffmanTables(bytes)
      expect([0, 420]).toContain(mended.length - bytes.length)
    }),
    { numRuns: fuzzRuns(1_000) },
  )
})
