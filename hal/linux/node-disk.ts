import { constants } from 'node:fs'
import * as files from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Disk, DiskEntry } from '../contract/disk.ts'
import { diskResult, ErrorWithCode } from './disk-result.ts'

/** The real disk below `root`: every promise of `Disk` is kept with fsync, fdatasync and rename. */
export function createNodeDisk(root: string): Disk {
  const at = (path: string) => {
    if (path.startsWith('/') || path.split('/').includes('..')) throw new Error('path leaves the disk')
    return join(root, path)
  }
  return {
    read: (path, mostBytes) => diskResult(path, () => readUpTo(at(path), mostBytes)),
    write: (path, bytes) => diskResult(path, () => writeSynced(at(path), 'w', bytes)),
    append: (path, bytes) => diskResult(path, () => writeSynced(at(path), 'a', bytes)),
    rename: (from, to) => diskResult(from, () => files.rename(at(from), at(to))),
    link: (from, to) => diskResult(from, () => files.link(at(from), at(to))),
    remove: (path) => diskResult(path, () => files.rm(at(path), { recursive: true, force: true })),
    list: (path, wanted) => diskResult(path, () => listDirectory(at(path), wanted)),
    makeDirectory: (path) => diskResult(path, () => makeDirectorySynced(root, path)),
    syncDirectory: (path) => diskResult(path, () => syncDirectory(at(path))),
  }
}

// Never waits to open: a pipe would be waited for without end.
const readFlags = constants.O_RDONLY | constants.O_NONBLOCK

function readUpTo(path: string, mostBytes: number | undefined): Promise<Uint8Array> {
  return withFile(path, readFlags, async (file) => {
    if (mostBytes === undefined) return new Uint8Array(await file.readFile())
    const found = await file.stat()
    if (found.size > mostBytes || !found.isFile()) throw new ErrorWithCode('EFBIG')
    // Bytes that the file gains in the meantime are not read either.
    const bytes = new Uint8Array(found.size)
    let held = 0
    while (held < bytes.length) {
      const { bytesRead } = await file.read(bytes, held)
      if (bytesRead === 0) break
      held += bytesRead
    }
    return bytes.subarray(0, held)
  })
}

function writeSynced(path: string, flags: 'w' | 'a', bytes: Uint8Array): Promise<void> {
  return withFile(path, flags, async (file) => {
    await file.writeFile(bytes)
    if (flags === 'a') await file.datasync()
    else await file.sync()
  })
}

function syncDirectory(path: string): Promise<void> {
  return withFile(path, constants.O_RDONLY, (directory) => directory.sync())
}

// All is flushed or read by the time it closes: an error of closing tells nothing of the work, and must not hide its.
async function withFile<T>(
  path: string,
  flags: string | number,
  work: (file: files.FileHandle) => Promise<T>,
): Promise<T> {
  const file = await files.open(path, flags, 0o600)
  try {
    return await work(file)
  } finally {
    await file.close().catch(() => undefined)
  }
}

/** So many names come in one call, and the sizes of so many files are asked for at once. */
const portion = 64

async function listDirectory(
  path: string,
  wanted: (name: string) => boolean = () => true,
): Promise<readonly DiskEntry[]> {
  const entries: DiskEntry[] = []
  let coming: Promise<DiskEntry>[] = []
  for await (const entry of await files.opendir(path, { bufferSize: portion })) {
    if (!wanted(entry.name)) continue
    coming.push(entryOf(path, entry.name, entry.isDirectory()))
    if (coming.length < portion) continue
    entries.push(...(await Promise.all(coming)))
    coming = []
  }
  entries.push(...(await Promise.all(coming)))
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

// A file may go between listing and asking for its size; it then counts as empty.
async function entryOf(path: string, name: string, directory: boolean): Promise<DiskEntry> {
  if (directory) return { name, directory, bytes: 0 }
  const bytes = await files.stat(join(path, name)).then(
    (found) => found.size,
    () => 0,
  )
  return { name, directory, bytes }
}

async function makeDirectorySynced(root: string, path: string): Promise<void> {
  const missing = await missingFrom(resolve(root, path))
  for (const folder of missing) {
    await makeFolder(folder)
    // Above the root the names are not ours to flush.
    if (folder !== resolve(root) && folder.startsWith(resolve(root))) await syncDirectory(dirname(folder))
  }
}

// From the top down. One by one: of a read-only medium a recursive `mkdir` says ENOENT, and below `/proc` it never ends.
async function missingFrom(folder: string): Promise<readonly string[]> {
  const missing: string[] = []
  for (let here = folder; !(await isFolder(here)); here = dirname(here)) missing.unshift(here)
  return missing
}

async function makeFolder(folder: string): Promise<void> {
  await files.mkdir(folder).catch(async (cause: unknown) => {
    if (!(await isFolder(folder))) throw cause
  })
}

async function isFolder(path: string): Promise<boolean> {
  return files.stat(path).then(
    (found) => found.isDirectory(),
    (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return false
      throw cause
    },
  )
}
