import childProcess from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CameraFault } from '../contract/camera.ts'
import type { CameraPrograms, ModeSize } from '../contract/camera-programs.ts'
import { err, ok, type Result } from '../contract/result.ts'
import type { StreamProcess } from '../contract/stream-programs.ts'
import { createNodePrograms } from './node-programs.ts'
import { createNodeStreamPrograms } from './node-stream-programs.ts'
import { writeExecutable } from './write-executable.ts'

export interface LibcameraOptions {
  /** A folder of our own, on memory where there is one: shims and the still in passing. */
  readonly folder: string
  /** Programs to look for, in this order; absolute paths or names on PATH. */
  readonly stillPrograms: readonly string[]
  readonly videoPrograms: readonly string[]
  readonly widthPx: number
  readonly heightPx: number
  /** After this long a still is given up and its program killed; 15 s by default. */
  readonly stillLimitSeconds?: number
}

const previewHeightPx = 640
const listLimitMs = 4_000

// A photo after a millisecond has the exposure of its first frame (raspberrypi/picamera2 issue 1055); a camera without a
// lens motor passes over the word.
const settleMs = 1_000
const focusOnCapture = { 'autofocus-on-capture': true }

/**
 * Stills through `node-libcamera`, preview through our own process. The package calls `libcamera-still` by
 * that name only and can neither kill nor limit it, so a shim of that name, first on PATH, finds the
 * real program and puts `timeout` before it.
 */
export async function openLibcameraPrograms(options: LibcameraOptions): Promise<CameraPrograms> {
  const limit = `timeout -k 1 ${options.stillLimitSeconds ?? 15} `
  const shim = shimText(limit, options.stillPrograms)
  await writeExecutable(join(options.folder, 'libcamera-still'), shim)
  await writeExecutable(join(options.folder, 'rekam-preview'), shimText('', options.videoPrograms))
  const path = process.env['PATH'] ?? ''
  if (!path.split(':').includes(options.folder)) process.env['PATH'] = `${options.folder}:${path}`
  return {
    stillHeightPx: options.heightPx,
    previewHeightPx,
    listCameras: () => listCameras(options),
    still: (mode) => takeStill(options, mode),
    startPreview: (mode) => startPreview(options, mode),
  }
}

function shimText(prefix: string, programs: readonly string[]): string {
  const tries = programs.map(
    (program) => `if command -v '${program}' >/dev/null 2>&1; then exec ${prefix}'${program}' "$@"; fi`,
  )
  return ['#!/bin/sh', ...tries, 'exit 127', ''].join('\n')
}

async function listCameras({ folder }: LibcameraOptions): Promise<string> {
  const words = ['--list-cameras']
  const listed = await createNodePrograms().output(
    join(folder, 'libcamera-still'),
    words,
    AbortSignal.timeout(listLimitMs),
  )
  return listed.ok ? listed.value : ''
}

async function takeStill(
  options: LibcameraOptions,
  mode: ModeSize,
): Promise<Result<Uint8Array, CameraFault>> {
  const output = join(options.folder, 'still.jpg')
  // The package joins its arguments unquoted into a shell command: nothing but our own closed set goes in.
  if (!/^[\w./-]+$/.test(output)) throw new Error('the camera folder needs a plain path')
  try {
    const still = await loadStill()
    await still({
      output,
      width: options.widthPx,
      height: options.heightPx,
      quality: 93,
      timeout: settleMs,
      nopreview: true,
      ...focusOnCapture,
      ...(mode && { mode: modeWord(mode) }),
    })
    return ok(new Uint8Array(await readFile(output)))
  } catch (cause) {
    return err(faultOf(cause))
  } finally {
    await rm(output, { force: true })
  }
}

type Still = typeof import('node-libcamera')['still']

let loading: Promise<Still> | undefined

// Packaged executables wrap `exec` and lose its callback when the options are `undefined`, as this package
// passes them; giving an empty object instead works everywhere.
function loadStill(): Promise<Still> {
  if (loading) return loading
  const plainExec = childProcess.exec
  const patched = (command: string, options: object | undefined, callback: never) =>
    plainExec(command, options ?? {}, callback)
  childProcess.exec = Object.assign(patched, plainExec) as unknown as typeof plainExec
  loading = import('node-libcamera').then(({ still }) => still)
  return loading
}

function modeWord({ widthPx, heightPx }: NonNullable<ModeSize>): string {
  return `${widthPx}:${heightPx}`
}

function faultOf(cause: unknown): CameraFault {
  const code = cause instanceof Error && 'code' in cause ? Number(cause.code) : Number.NaN
  if (Number.isNaN(code)) return { kind: 'damaged' }
  if (code === 127) return { kind: 'missing' }
  const said = cause instanceof Error ? cause.message.trim().split('\n').slice(1) : []
  const detail = (said.at(-1) ?? '').slice(0, 120)
  // 124 and 137 are what `timeout` gives when it had to end the program.
  if (code === 124 || code === 137) return { kind: 'hung', ...(detail && { detail }) }
  return { kind: 'failed', exitCode: code, detail }
}

function startPreview(options: LibcameraOptions, mode: ModeSize): StreamProcess {
  const size = ['--width', '480', '--height', `${previewHeightPx}`, '--framerate', '10']
  const view = mode ? ['--mode', modeWord(mode)] : []
  const words = ['-t', '0', '--codec', 'mjpeg', '-n', ...size, ...view, '-o', '-']
  return createNodeStreamPrograms().start(join(options.folder, 'rekam-preview'), words)
}
