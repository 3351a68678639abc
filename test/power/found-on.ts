import { createHash, type Hash } from 'node:crypto'
import type { FileSystem } from '../../sim/disk/file-system.ts'
import type { MemoryDisk } from '../../sim/disk/memory-disk.ts'

/** A digest of all that a program finds on a disk: every directory, every file, and its bytes. */
export function foundOn({ medium }: MemoryDisk): string {
  return take(createHash('sha256'), medium, '.').digest('hex')
}

function take(hash: Hash, medium: FileSystem, path: string): Hash {
  const entries = medium.list(path)
  if (!entries.ok) throw new Error(`not listed: ${path}`)
  for (const { name, directory, bytes } of entries.value) {
    const inside = `${path}/${name}`
    hash.update(JSON.stringify([inside, directory, bytes]))
    const content = directory ? undefined : medium.read(inside)
    if (content?.ok) hash.update(content.value)
    else if (content) hash.update(content.fault.kind)
    else take(hash, medium, inside)
  }
  return hash
}
