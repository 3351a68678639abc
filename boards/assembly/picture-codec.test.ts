import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { baselineJpegFacts } from '../../firmware/custody/packet/picture-facts.ts'
import { packJp2 } from '../../firmware/registry/record/jp2-file.ts'
import type { Samples } from '../../firmware/registry/record/picture-codec.ts'
import { standPhoto, standPixels } from '../../test/stand/record-stand.ts'
import { openPictureCodec } from './picture-codec.ts'

const hasFfmpeg = existsSync('/usr/bin/ffmpeg')
if (!hasFfmpeg) console.warn('SKIPPED: no /usr/bin/ffmpeg, no stranger reads our JPEG 2000')

const samplesOf = (widthPx: number, heightPx: number, channels: 1 | 3): Samples => {
  return { widthPx, heightPx, channels, pixels: standPixels(7, widthPx * heightPx * channels) }
}

/** Every sample as a stranger's decoder gives it, which finds out the form of the file itself. */
function strangersSamples(jp2: Uint8Array, channels: 1 | 3): Buffer {
  const format = channels === 1 ? 'gray' : 'rgb24'
  const words = ['-loglevel', 'error', '-f', 'image2pipe', '-c:v', 'jpeg2000', '-i', '-']
  return execFileSync('ffmpeg', [...words, '-f', 'rawvideo', '-pix_fmt', format, '-'], {
    input: jp2,
    maxBuffer: 2 ** 24,
  })
}

test.skipIf(!hasFfmpeg).each([
  [192, 192, 1],
  [256, 288, 1],
  [19, 7, 1],
  [2, 1, 1],
  [720, 960, 3],
] as const)(
  '%i x %i samples in %i channels come back from JPEG 2000 one by one',
  async (width, height, channels) => {
    const codec = await openPictureCodec()
    const samples = samplesOf(width, height, channels)
    const jp2 = packJp2(codec.encodeLossless(samples), samples)
    expect(strangersSamples(jp2, channels).equals(samples.pixels)).toBe(true)
  },
)

test('any size is written with the reversible transform, and the same picture gives the same bytes', async () => {
  const codec = await openPictureCodec()
  const side = fc.integer({ min: 1, max: 70 })
  fc.assert(
    fc.property(side, side, fc.constantFrom(1 as const, 3 as const), (width, height, channels) => {
      const samples = samplesOf(width, height, channels)
      const codestream = Buffer.from(codec.encodeLossless(samples))
      // Annex A: SIZ right after the start, sizes in it; the last byte of COD is the transform.
      expect(codestream.toString('hex', 0, 4)).toBe('ff4fff51')
      expect([codestream.readUInt32BE(8), codestream.readUInt32BE(12)]).toEqual([width, height])
      const coding = codestream.indexOf('ff52000c', 0, 'hex')
      expect(codestream[coding + 13]).toBe(1)
      expect(Buffer.from(codec.encodeLossless(samples)).equals(codestream)).toBe(true)
    }),
  )
})

test('a grey JPEG gives the same red, green and blue', async () => {
  const codec = await openPictureCodec()
  const frame = 'ffd8' + `ffdb004300${'08'.repeat(64)}` + 'ffc0000b080008000801011100'
  // One code each: a brightness of seven bits, and nothing else in the block.
  const codes = `ffc4001400${'01'.padEnd(32, '0')}07` + `ffc4001410${'01'.padEnd(32, '0')}00`
  // 64 times 8, an eighth of it a pixel, above the middle of 128.
  const jpeg = Buffer.from(`${frame}${codes}ffda0008010100003f00` + '407f' + 'ffd9', 'hex')
  expect(baselineJpegFacts(jpeg)).toEqual({ widthPx: 8, heightPx: 8, colour: 'GRAY' })
  const pixels = new Uint8Array(8 * 8 * 3).fill(192)
  expect(codec.decodeJpeg(jpeg)).toEqual({ widthPx: 8, heightPx: 8, channels: 3, pixels })
})

test('a JPEG gives red, green and blue of every pixel, and other bytes give none', async () => {
  const codec = await openPictureCodec()
  const photo = codec.decodeJpeg(standPhoto(24, 32))
  expect(photo).toMatchObject({ widthPx: 24, heightPx: 32, channels: 3 })
  expect(photo?.pixels.length).toBe(24 * 32 * 3)
  expect(codec.decodeJpeg(Buffer.from('x'))).toBeUndefined()
})
