import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { mebibyte, parentOf } from '../../core/names.ts'
import { deviceKeyFiles } from './device-key.ts'

/** One file of a data folder. */
export interface BoxFile {
  readonly path: string
  readonly bytes: number
}

/** The identity of the box goes last: cut before, the erasing can be asked for again, and signed again. */
const last: readonly string[] = ['roster.identity', 'site.json', ...deviceKeyFiles]

/** The name of a file while it is overwritten. */
const nameless = 'erased'

/** Every file of the data folder, what must go last at the end. */
export async function listBox(disk: Disk): Promise<Result<readonly BoxFile[], DiskFault>> {
  const files = await listBelow(disk, '')
  if (!files.ok) return files
  const rank = ({ path }: BoxFile) => last.indexOf(path)
  return ok(
    [...files.value].sort((one, other) => rank(one) - rank(other) || (one.path < other.path ? -1 : 1)),
  )
}

/** Names what was erased without telling it. */
export function contentsOf(files: readonly BoxFile[]): string {
  const lines = files.map(({ path, bytes }) => `${path} ${bytes}\n`).sort()
  return sha256Hex(Buffer.from(lines.join('')))
}

/**
 * Overwrites every file with zeros and removes it, durably. A card may keep old copies of a block: students' pieces
 * are sealed for the registry and stay so; what was in the clear, class lists and keys, is overwritten where the
 * card lets us, and `blkdiscard` on the whole card does the rest.
 */
export async function eraseBox(
  disk: Disk,
  files: readonly BoxFile[],
  erased: (done: number) => void,
): Promise<Result<void, DiskFault>> {
  for (const [at, { path, bytes }] of files.entries()) {
    // Its name goes first, durably: cut after that, the next start finds no key instead of a broken one.
    const gone = await inOrder([
      () => disk.rename(path, nameless),
      () => disk.syncDirectory('.'),
      () => disk.syncDirectory(parentOf(path)),
      () => disk.write(nameless, new Uint8Array(Math.min(bytes, mostZeros))),
      () => disk.remove(nameless),
    ])
    if (!gone.ok) return gone
    erased(at + 1)
  }
  const left = await disk.list('.')
  if (!left.ok) return left
  const folders = left.value.filter(({ directory }) => directory)
  return inOrder([
    ...folders.map(
      ({ name }) =>
        () =>
          disk.remove(name),
    ),
    () => disk.syncDirectory('.'),
  ])
}

// No file of ours is larger; a larger one is foreign.
const mostZeros = 16 * mebibyte

async function listBelow(disk: Disk, folder: string): Promise<Result<BoxFile[], DiskFault>> {
  const listed = await disk.list(folder || '.')
  if (!listed.ok) return listed.fault.kind === 'not-found' ? ok([]) : listed
  const files: BoxFile[] = []
  for (const { name, directory, bytes } of listed.value) {
    const path = folder ? `${folder}/${name}` : name
    if (!directory) files.push({ path, bytes })
    else {
      const below = await listBelow(disk, path)
      if (!below.ok) return below
      files.push(...below.value)
    }
  }
  return ok(files)
}
