import { constants } from 'node:fs'
import * as files from 'node:fs/promises'
import { join } from 'node:path'
import type { Disk, DiskEntry, DiskFault } from '../contract/disk.ts'
import { err, ok, type Result } from '../contract/result.ts'

/** The real disk below `root`: every promise of `Disk` is kept with fsync, fdatasync and rename. */
export function createNodeDisk(root: string): Disk {
  const at = (path: string) => {
    if (path.startsWith('/') || path.split('/').includes('..')) throw new Error('path leaves the disk')
    return join(root, path)
  }
  return {
    read: (path) => guard(path, async () => new Uint8Array(await files.readFile(at(path)))),
    write: (path, bytes) => guard(path, () => writeSynced(at(path), 'w', bytes)),
    append: (path, bytes) => guard(path, () => writeSynced(at(path), 'a', bytes)),
    rename: (from, to) => guard(from, () => files.rename(at(from), at(to))),
    link: (from, to) => guard(from, () => files.link(at(from), at(to))),
    remove: (path) => guard(path, () => files.rm(at(path), { recursive: true, force: true })),
    list: (path) => guard(path, () => listDirectory(at(path))),
    makeDirectory: (path) => guard(path, () => makeDirectorySynced(root, path)),
    syncDirectory: (path) => guard(path, () => syncDirectory(at(path))),
  }
}

async function writeSynced(path: string, flags: 'w' | 'a', bytes: Uint8Array): Promise<void> {
  await using file = await files.open(path, flags, 0o600)
  await file.writeFile(bytes)
  if (flags === 'a') await file.datasync()
  else await file.sync()
}

async function listDirectory(path: string): Promise<readonly DiskEntry[]> {
  const found = await files.readdir(path, { withFileTypes: true })
  const entries = found.map(async (entry) => {
    const directory = entry.isDirectory()
    const bytes = directory ? 0 : await sizeOf(join(path, entry.name))
    return { name: entry.name, directory, bytes }
  })
  return (await Promise.all(entries)).sort((a, b) => (a.name < b.name ? -1 : 1))
}

// A file may go between listing and asking for its size; it then counts as empty.
async function sizeOf(path: string): Promise<number> {
  return files.stat(path).then(
    (found) => found.size,
    () => 0,
  )
}

async function makeDirectorySynced(root: string, path: string): Promise<void> {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  await files.mkdir(root, { recursive: true })
  let parent = root
  for (const part of parts) {
    const child = join(parent, part)
    const made = await files.mkdir(child, { recursive: true })
    if (made !== undefined) await syncDirectory(parent)
    parent = child
  }
}

async function syncDirectory(path: string): Promise<void> {
  await using directory = await files.open(path, constants.O_RDONLY)
  await directory.sync()
}

async function guard<T>(path: string, work: () => Promise<T>): Promise<Result<T, DiskFault>> {
  try {
    return ok(await work())
  } catch (cause) {
    return err(faultOf(path, cause))
  }
}

function faultOf(path: string, cause: unknown): DiskFault {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  switch (code) {
    case 'ENOENT':
      return { kind: 'not-found', path }
    case 'EEXIST':
    case 'ENOTEMPTY':
      return { kind: 'exists', path }
    case 'ENOSPC':
    case 'EDQUOT':
      return { kind: 'full', path }
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return { kind: 'read-only', path }
    case undefined:
      throw cause
    default:
      return { kind: 'broken', path, detail: code }
  }
}
