import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Camera } from '../../hal/contract/camera.ts'
import { createRibbonCamera } from '../../hal/driver/camera/ribbon-camera.ts'
import { openLibcameraPrograms } from '../../hal/linux/libcamera-programs.ts'
import { createRealClock } from '../../hal/linux/real-clock.ts'
import { listSimulatedCameras, zoomOf } from '../../sim/camera/sensor-view.ts'

const never = new AbortController().signal
const jpeg = '\\377\\330\\377\\340 picture \\377\\331'

/** A ribbon camera whose programs are these shell scripts; the still's file is in `$output`. */
async function cameraOf(still: string | undefined, video: string | undefined, list = ':'): Promise<Camera> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-camera-'))
  const program = (name: string, body: string | undefined) => {
    if (body === undefined) return join(folder, 'not-installed')
    const path = join(folder, name)
    const listing = `case "$*" in *--list-cameras*) ${list}; exit 0 ;; esac`
    const findOutput = 'words=$*; while [ $# -gt 0 ]; do [ "$1" = --output ] && output=$2; shift; done'
    writeFileSync(path, `#!/bin/sh\n${listing}\n${findOutput}\n${body}\n`)
    chmodSync(path, 0o700)
    return path
  }
  const programs = await openLibcameraPrograms({
    folder: join(folder, 'own'),
    stillPrograms: [program('still', still)],
    videoPrograms: [program('video', video)],
    widthPx: 480,
    heightPx: 640,
    stillLimitSeconds: 0.3,
  })
  return createRibbonCamera('test', programs, createRealClock())
}

const take = async (still: string | undefined) => (await cameraOf(still, undefined)).still(never)

describe('a still', () => {
  test('comes byte by byte as the program wrote it', async () => {
    const taken = await take(`printf '${jpeg}' > "$output"`)
    expect(taken.ok && Buffer.from(taken.value).toString('latin1')).toBe('\xff\xd8\xff\xe0 picture \xff\xd9')
  })

  test.each([
    ['no program', undefined, { kind: 'missing' }],
    [
      'a program that fails',
      'echo "no memory" >&2; exit 255',
      { kind: 'failed', exitCode: 255, detail: 'no memory' },
    ],
    ['a program that never ends', 'exec sleep 60', { kind: 'hung' }],
    ['a program that ignores the first signal', "trap '' TERM; sleep 60 & wait; wait", { kind: 'hung' }],
    ['a picture cut short', `printf '\\377\\330\\377\\340 pict' > "$output"`, { kind: 'damaged' }],
    ['no picture at all', 'exit 0', { kind: 'damaged' }],
  ])('with %s is a named fault', async (_name, still, fault) => {
    expect(await take(still)).toMatchObject({ ok: false, fault })
  })

  test('works again after one that hung', async () => {
    const camera = await cameraOf(
      `[ -e "$0.used" ] || { touch "$0.used"; exec sleep 60; }; printf '${jpeg}' > "$output"`,
      undefined,
    )
    expect(await camera.still(never)).toMatchObject({ ok: false, fault: { kind: 'hung' } })
    expect((await camera.still(never)).ok).toBe(true)
  })
})

describe('photo and live picture', () => {
  /** The `--mode` words of a still and of a live picture, of a camera that says this of its modes. */
  async function modesAsked(said: string) {
    const folder = mkdtempSync(join(tmpdir(), 'rekam-modes-'))
    writeFileSync(join(folder, 'said'), said)
    const note = (name: string) => `echo "$words" > '${join(folder, name)}'`
    const camera = await cameraOf(
      `${note('still')}; printf '${jpeg}' > "$output"`,
      `${note('video')}; while :; do printf '${jpeg}'; sleep 0.02; done`,
      `cat '${join(folder, 'said')}'`,
    )
    for await (const frame of camera.preview(never)) {
      expect(frame.ok).toBe(true)
      break
    }
    expect((await camera.still(never)).ok).toBe(true)
    const modeIn = (name: string) => /--mode (\S+)/.exec(readFileSync(join(folder, name), 'utf8'))?.[1]
    return { still: modeIn('still'), video: modeIn('video') }
  }

  test('show the same: both read the sensor with its full view', async () => {
    const { still, video } = await modesAsked(listSimulatedCameras())
    expect([zoomOf(480, 640, video), zoomOf(1536, 2048, still)]).toEqual([1, 1])
  })

  test('of a camera that tells no modes are left to the programs, which show half as much again', async () => {
    const { still, video } = await modesAsked('No cameras available!')
    expect([still, video]).toEqual([undefined, undefined])
    expect([zoomOf(480, 640, video), zoomOf(1536, 2048, still)]).toEqual([1.5, 1])
  })
})

describe('the live picture', () => {
  const endless = `while :; do printf '${jpeg}'; sleep 0.02; done`

  test('gives whole frames until it is stopped, and its program is gone', async () => {
    const camera = await cameraOf(undefined, endless)
    const stop = new AbortController()
    let frames = 0
    for await (const frame of camera.preview(stop.signal)) {
      expect(frame.ok && frame.value.length).toBe(15)
      frames += 1
      if (frames === 3) stop.abort()
    }
    expect(frames).toBe(3)
  })

  test('ends for a still, which has the camera alone', async () => {
    const lock = join(mkdtempSync(join(tmpdir(), 'rekam-lock-')), 'held')
    const camera = await cameraOf(
      `[ ! -e /proc/$(cat '${lock}')/fd ] || exit 9; printf '${jpeg}' > "$output"`,
      `echo $$ > '${lock}'; ${endless}`,
    )
    const frames = camera.preview(never)[Symbol.asyncIterator]()
    expect((await frames.next()).value).toMatchObject({ ok: true })
    expect((await camera.still(never)).ok).toBe(true)
    let last = await frames.next()
    while (!last.done) last = await frames.next()
    expect(last.done).toBe(true)
  })

  test.each([
    ['no program', undefined, { kind: 'missing' }],
    ['a program that ends by itself', 'exit 3', { kind: 'failed', exitCode: 3 }],
  ])('with %s ends in a named fault', async (_name, video, fault) => {
    const camera = await cameraOf(undefined, video)
    const seen = []
    for await (const frame of camera.preview(never)) seen.push(frame)
    expect(seen).toMatchObject([{ ok: false, fault }])
  })
})
