import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { encodeGreyPng } from '../../firmware/custody/packet/grey-png.ts'
import { standPixels } from '../../test/stand/record-stand.ts'
import { decodeGreyPng } from './decode-grey-png.ts'

const hasFfmpeg = existsSync('/usr/bin/ffmpeg')
if (!hasFfmpeg) console.warn('SKIPPED: no /usr/bin/ffmpeg, only our own PNGs are decoded')

const [widthPx, heightPx] = [37, 23]
const pixels = standPixels(5, widthPx * heightPx)
const samples = { widthPx, heightPx, channels: 1, pixels }

test('a PNG of a kiosk gives its pixels', () => {
  expect(decodeGreyPng(encodeGreyPng(widthPx, heightPx, pixels, 508))).toEqual(samples)
})

test.skipIf(!hasFfmpeg).each(['none', 'sub', 'up', 'avg', 'paeth', 'mixed'])(
  "a stranger's PNG with the filter %s gives its pixels",
  (filter) => {
    const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${widthPx}x${heightPx}`, '-i', '-']
    const png = ['-f', 'image2pipe', '-c:v', 'png', '-pred', filter, '-']
    const file = execFileSync('ffmpeg', ['-loglevel', 'error', ...raw, ...png], { input: pixels })
    expect(decodeGreyPng(file)).toEqual(samples)
  },
)

test('pixels that are damaged, too few or too many are none', () => {
  const taller = Buffer.from(encodeGreyPng(widthPx, heightPx, pixels))
  taller.writeUInt32BE(heightPx + 1, 20)
  const shorter = Buffer.from(encodeGreyPng(widthPx, heightPx, pixels))
  shorter.writeUInt32BE(heightPx - 1, 20)
  const torn = Buffer.from(encodeGreyPng(widthPx, heightPx, pixels))
  torn.fill(0xff, torn.indexOf('IDAT') + 4, torn.indexOf('IDAT') + 12)
  expect([taller, shorter, torn].map(decodeGreyPng)).toEqual([undefined, undefined, undefined])
})
