import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { decodeJpeg } from '../../boards/assembly/decode-jpeg.ts'
import { ok } from '../../hal/contract/result.ts'
import type { StreamPrograms } from '../../hal/contract/stream-programs.ts'
import { createJpegSplitter } from '../../hal/driver/camera/jpeg-splitter.ts'
import { createUsbCamera } from '../../hal/driver/camera/usb-camera.ts'
import { createNodeStreamPrograms } from '../../hal/linux/node-stream-programs.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { videoNodeTexts } from '../stand/v4l2-texts.ts'

const hasFfmpeg = existsSync('/usr/bin/ffmpeg')
if (!hasFfmpeg) console.warn('SKIPPED: no /usr/bin/ffmpeg, a USB camera is tried with stand-ins alone')

const never = new AbortController().signal
const folder = mkdtempSync(join(tmpdir(), 'rekam-ffmpeg-'))
const text = videoNodeTexts[1] ?? ''

/** Runs the real ffmpeg with the driver's own words but for the device: a film takes its place. */
function filmed(input: (size: string, rate: string) => readonly string[]): StreamPrograms {
  const streams = createNodeStreamPrograms()
  return {
    start(program, words) {
      const [from, to] = [words.indexOf('-f'), words.indexOf('-i') + 2]
      const word = (name: string) => words[words.indexOf(name) + 1] ?? ''
      const instead = ['-re', ...input(word('-video_size'), word('-framerate'))]
      return streams.start(program, [...words.slice(0, from), ...instead, ...words.slice(to)])
    },
  }
}

function cameraOf(said: string, streams: StreamPrograms) {
  return createUsbCamera({
    model: 'test',
    programs: { output: async () => ok(said) },
    nodes: { list: async () => ['/dev/video0'] },
    streams,
    clock: createRealClock(),
    mostPixels: 4_000_000,
    settleMs: 100,
  })
}

// As a camera has it in Motion JPEG: without its Huffman tables.
function bareFilm(): string {
  const file = join(folder, 'film.mjpeg')
  const words = [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=1440x1080:rate=15:duration=1',
    '-huffman',
    'default',
  ]
  spawnSync('ffmpeg', [...words, '-pix_fmt', 'yuvj420p', '-f', 'mjpeg', '-y', file])
  const pictures = createJpegSplitter().push(readFileSync(file))
  const bare = pictures.map((picture) => {
    const bytes = Buffer.from(picture)
    const at = bytes.indexOf('ffc4', 0, 'hex')
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 2 + bytes.readUInt16BE(at + 2))])
  })
  writeFileSync(file, Buffer.concat(bare))
  return file
}

describe.skipIf(!hasFfmpeg)('with the real ffmpeg', () => {
  let film = ''
  beforeAll(() => {
    film = bareFilm()
  })

  test.each([
    [
      'JPEGs of its own',
      text,
      (_: string, rate: string) => ['-stream_loop', '-1', '-framerate', rate, '-f', 'mjpeg', '-i', film],
    ],
    [
      'raw pictures',
      text.replace('MJPG', 'H264'),
      (size: string, rate: string) => [
        '-f',
        'lavfi',
        '-i',
        `testsrc2=size=${size}:rate=${rate},format=yuyv422`,
      ],
    ],
  ] as const)(
    'a camera with %s shows itself and hands over to a still that can be read',
    async (name, said, input) => {
      const camera = cameraOf(said, filmed(input))
      const live = camera.preview(never)[Symbol.asyncIterator]()
      const first = await live.next()
      expect(first.value?.ok && decodeJpeg(first.value.value)).toBeTruthy()
      const started = performance.now()
      const still = await camera.still(never)
      const ms = Math.round(performance.now() - started)
      console.log(`hand-over from the live picture to a still, ${name}: ${ms} ms`)
      const picture = still.ok ? decodeJpeg(still.value) : undefined
      expect(picture && [picture.widthPx, picture.heightPx]).toEqual(
        name === 'raw pictures' ? [2304, 1536] : [1440, 1080],
      )
      expect((await live.next()).done).toBe(true)
      await camera.close()
    },
  )

  test('a device that is not there is told from its words', async () => {
    const camera = cameraOf(text, createNodeStreamPrograms())
    expect(await camera.still(never)).toEqual({ ok: false, fault: { kind: 'absent' } })
  })
})
