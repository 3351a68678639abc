import { execFile } from 'node:child_process'
import { mkdir, rmdir } from 'node:fs/promises'
import { err, ok, type Result } from '../contract/result.ts'

/** The contents of a block device. */
export interface ProbedDevice {
  /** As `blkid` calls it: `vfat`, `exfat`; empty for nothing that it knows. */
  readonly type: string
  readonly label: string
}

/** Longer than a slow stick needs to flush what it was given. */
const limitMs = 120_000

export async function probeDevice(device: string): Promise<ProbedDevice> {
  const told = await run('blkid', ['-p', '-o', 'export', device])
  const pairs = told.ok ? told.value.split('\n').map((line) => line.split(/=(.*)/s)) : []
  const values = new Map(pairs.map(([name = '', value = '']) => [name, value]))
  return { type: values.get('TYPE') ?? '', label: values.get('LABEL') ?? '' }
}

/**
 * Mounts a device: no programs, no devices, no set-user-id, and on file systems without owners for our eyes only.
 * The folder is made. A fault is the last line that `mount` said.
 */
export async function mountDevice(
  device: string,
  folder: string,
  type: string,
  readOnly: boolean,
): Promise<Result<void, string>> {
  const safe = ['nosuid', 'nodev', 'noexec', 'noatime', readOnly ? 'ro' : 'rw']
  const options = /fat/.test(type) ? [...safe, 'umask=0077'] : safe
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const mounted = await run('mount', ['-t', type, '-o', options.join(','), device, folder])
  return mounted.ok ? ok() : mounted
}

/**
 * Flushes and unmounts; the system then forgets what it held of the device. `lazy` for a device that is gone, or
 * when we end: it vanishes from the folder at once.
 */
export async function unmountFolder(folder: string, lazy: boolean): Promise<Result<void, string>> {
  const unmounted = await run('umount', [...(lazy ? ['--lazy'] : []), folder])
  return unmounted.ok ? ok() : unmounted
}

export async function removeFolder(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined)
}

function run(program: string, words: readonly string[]): Promise<Result<string, string>> {
  return new Promise((resolve) => {
    execFile(program, words, { timeout: limitMs, killSignal: 'SIGKILL' }, (cause, out, said) =>
      resolve(cause ? err((said.trim().split('\n').at(0) ?? cause.message).slice(0, 120)) : ok(out)),
    )
  })
}
