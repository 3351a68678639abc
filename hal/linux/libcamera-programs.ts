import childProcess from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CameraFault } from '../contract/camera.ts'
import type { CameraPrograms } from '../contract/camera-programs.ts'
import { err, ok, type Result } from '../contract/result.ts'
import type { StreamProcess } from '../contract/stream-programs.ts'
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
  /** After this long a still is given up and its program killed; 8 s by default. */
  readonly stillLimitSeconds?: number
}

/**
 * Stills through `node-libcamera`, preview through our own process. The package calls `libcamera-still` by
 * that name only and can neither kill nor limit it, so a shim of that name, first on PATH, finds the
 * real program and puts `timeout` before it.
 */
export async function openLibcameraPrograms(options: LibcameraOptions): Promise<CameraPrograms> {
  const limit = `timeout -k 1 ${options.stillLimitSeconds ?? 8} `
  const shim = shimText(limit, options.stillPrograms)
  await writeExecutable(join(options.folder, 'libcamera-still'), shim)
  await writeExecutable(join(options.folder, 'rekam-preview'), shimText('', options.videoPrograms))
  const path = process.env['PATH'] ?? ''
  if (!path.split(':').includes(options.folder)) process.env['PATH'] = `${options.folder}:${path}`
  return {
    still: () => takeStill(options),
    startPreview: () => startPreview(options),
  }
}

function shimText(prefix: string, programs: readonly string[]): string {
  const tries = programs.map(
    (program) => `if command -v '${program}' >/dev/null 2>&1; then exec ${prefix}'${program}' "$@"; fi`,
  )
  return ['#!/bin/sh', ...tries, 'exit 127', ''].join('\n')
}

async function takeStill(options: LibcameraOptions): Promise<Result<Uint8Array, CameraFault>> {
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
      timeout: 1,
      nopreview: true,
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

function faultOf(cause: unknown): CameraFault {
  const code = cause instanceof Error && 'code' in cause ? Number(cause.code) : Number.NaN
  if (Number.isNaN(code)) return { kind: 'damaged' }
  if (code === 127) return { kind: 'missing' }
  // 124 and 137 are what `timeout` gives when it had to end the program.
  if (code === 124 || code === 137) return { kind: 'hung' }
  const lines = cause instanceof Error ? cause.message.trim().split('\n') : []
  return { kind: 'failed', exitCode: code, detail: (lines.at(-1) ?? '').slice(0, 120) }
}

function startPreview(options: LibcameraOptions): StreamProcess {
  const size = ['--width', '480', '--height', '640', '--framerate', '10']
  const words = ['-t', '0', '--codec', 'mjpeg', '-n', ...size, '-o', '-']
  return createNodeStreamPrograms().start(join(options.folder, 'rekam-preview'), words)
}
