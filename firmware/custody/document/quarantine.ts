import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { parentOf } from '../../core/names.ts'

/**
 * Takes what is damaged out of the way, for a technician: into `folder`, under a name never used there before,
 * which is the value. Nothing is deleted. With `link` the file also stays where it was, until something takes
 * its place.
 */
export async function quarantine(
  disk: Disk,
  path: string,
  folder: string,
  move: 'rename' | 'link' = 'rename',
): Promise<Result<string, DiskFault>> {
  const made = await disk.makeDirectory(folder)
  if (!made.ok) return made
  const listed = await disk.list(folder)
  if (!listed.ok) return listed
  const taken = new Set(listed.value.map(({ name }) => name))
  const name = freeName(path.slice(path.lastIndexOf('/') + 1), taken)
  const moved = await inOrder([
    () => disk[move](path, `${folder}/${name}`),
    () => disk.syncDirectory(folder),
    () => disk.syncDirectory(parentOf(path)),
  ])
  return moved.ok ? ok(name) : moved
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  let number = 2
  while (taken.has(`${name}.${number}`)) number += 1
  return `${name}.${number}`
}
