import type { DiskFault } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { aborted } from '../core/aborted.ts'
import type { Host } from '../kiosk/host.ts'

/** Splits what a person typed into a folder and a name inside it. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const at = path.lastIndexOf('/')
  if (at < 0) return { folder: '.', name: path }
  return { folder: path.slice(0, at) || '/', name: path.slice(at + 1) }
}

/** Size of a file without reading it. */
export async function fileSize(world: Host, path: string): Promise<Result<number, DiskFault>> {
  const { folder, name } = splitPath(path)
  const listed = await world.openDisk(folder).list('.', (one) => one === name)
  if (!listed.ok) return listed
  const entry = listed.value.find(({ directory }) => !directory)
  return entry ? ok(entry.bytes) : err({ kind: 'not-found', path: name })
}

export async function readFile(world: Host, path: string): Promise<Result<Uint8Array, DiskFault>> {
  const { folder, name } = splitPath(path)
  return world.openDisk(folder).read(name)
}

export async function readText(world: Host, path: string): Promise<Result<string, DiskFault>> {
  const bytes = await readFile(world, path)
  return bytes.ok ? ok(Buffer.from(bytes.value).toString('utf8')) : bytes
}

/** Writes a file durably and in one step: the old one stays whole until the new one is. */
export async function writeFile(
  world: Host,
  path: string,
  bytes: Uint8Array,
): Promise<Result<void, DiskFault>> {
  const { folder, name } = splitPath(path)
  const disk = world.openDisk(folder)
  return inOrder([
    () => disk.makeDirectory('.'),
    () => disk.write(`${name}.new`, bytes),
    () => disk.rename(`${name}.new`, name),
    () => disk.syncDirectory('.'),
  ])
}

/** How long a place may take to answer, in milliseconds: a stick that wakes up, and no folder of the kernel. */
const tryMs = 10_000

/** Tries a place for a file, before somebody has done for nothing what is to be written there. */
export async function tryPlace(world: Host, path: string): Promise<Result<void, DiskFault>> {
  const { folder, name } = splitPath(path)
  const disk = world.openDisk(folder)
  const tried = inOrder([
    () => disk.makeDirectory('.'),
    () => disk.write(`${name}.new`, new Uint8Array()),
    () => disk.remove(`${name}.new`),
  ])
  using deadline = world.clock.deadline(tryMs, world.stopped)
  const late = aborted(deadline.signal).then(() =>
    err({ kind: 'broken', path: name, detail: 'silent' } as const),
  )
  return Promise.race([tried, late])
}
