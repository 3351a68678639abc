import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import type { Entropy } from '../../../hal/contract/entropy.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { parentOf } from '../../core/names.ts'
import { isLocked, type LockKey, lockedBytes, lockRecord, unlockFile } from './locked-file.ts'

/**
 * The files of a data folder that name a person, or open lists of persons: class lists, the line, journals of unfinished
 * visits, and all of these of schools that the box served before. The rest is sealed for the registry, or personal to
 * nobody.
 */
const personal =
  /^(?:schools\/\d{8}\/)?(?:roster\/|state\/(?:queue|attendant|guesses)\.json|state\/damaged\/|spool\/(?:draft|damaged)\/[^/]+\/visit\.jsonl|roster\.identity)/

const personalFolders = ['roster', 'state', 'spool/draft', 'spool/damaged', 'schools'] as const

/** Whether a file of the data folder is one that a thief must not read. */
export function isPersonal(path: string): boolean {
  return personal.test(path)
}

/** A visit's journal has some hundred lines; each is a record. */
const mostRecords = 10_000

/** A disk whose personal files are locked as they are written, and unlocked as they are read. */
export function lockDisk(disk: Disk, key: LockKey, entropy: Entropy): Disk {
  const locked = (path: string, bytes: Uint8Array) =>
    isPersonal(path) ? lockRecord(key, bytes, entropy) : bytes
  return {
    ...otherCalls(disk),
    async read(path, mostBytes) {
      if (!isPersonal(path)) return disk.read(path, mostBytes)
      const found = await disk.read(path, mostBytes && lockedBytes(mostBytes, mostRecords))
      return found.ok ? ok(await unlockFile(key, found.value)) : found
    },
    write: (path, bytes) => disk.write(path, locked(path, bytes)),
    append: (path, bytes) => disk.append(path, locked(path, bytes)),
  }
}

/** A disk without the key: a locked file is one that cannot be read now, never one that is damaged, and none is written. */
export function refuseLocked(disk: Disk): Disk {
  const refused = (path: string) => err({ kind: 'broken', path, detail: 'locked' } as const)
  return {
    ...otherCalls(disk),
    async read(path, mostBytes) {
      const found = await disk.read(path, mostBytes)
      return found.ok && isPersonal(path) && isLocked(found.value) ? refused(path) : found
    },
    write: async (path, bytes) => (isPersonal(path) ? refused(path) : disk.write(path, bytes)),
    append: async (path, bytes) => (isPersonal(path) ? refused(path) : disk.append(path, bytes)),
  }
}

function otherCalls(disk: Disk): Omit<Disk, 'read' | 'write' | 'append'> {
  return {
    rename: (from, to) => disk.rename(from, to),
    link: (from, to) => disk.link(from, to),
    remove: (path) => disk.remove(path),
    list: (path, wanted) => disk.list(path, wanted),
    makeDirectory: (path) => disk.makeDirectory(path),
    syncDirectory: (path) => disk.syncDirectory(path),
  }
}

/**
 * Locks every personal file that is still open, or opens every locked one, each durably and in one step; cut anywhere it
 * goes on at the next call. A card may keep old copies of a block: only `blkdiscard` on the whole card ends those.
 */
export async function relockFiles(
  disk: Disk,
  key: LockKey,
  to: 'locked' | 'open',
  entropy: Entropy,
): Promise<Result<void, DiskFault>> {
  const paths: string[] = []
  for (const folder of personalFolders) {
    const below = await filesBelow(disk, folder)
    if (!below.ok) return below
    paths.push(...below.value)
  }
  for (const path of [...paths, 'roster.identity'].filter(isPersonal)) {
    const done = await relockFile(disk, path, async (bytes) => {
      if (to === 'open') return isLocked(bytes) ? unlockFile(key, bytes) : undefined
      return isLocked(bytes) && bytes.length > 0 ? undefined : lockRecord(key, bytes, entropy)
    })
    if (!done.ok) return done
  }
  return ok()
}

async function relockFile(
  disk: Disk,
  path: string,
  change: (bytes: Uint8Array) => Promise<Uint8Array | undefined>,
): Promise<Result<void, DiskFault>> {
  const found = await disk.read(path)
  if (!found.ok) return found.fault.kind === 'not-found' ? ok() : found
  const bytes = await change(found.value)
  if (!bytes) return ok()
  return inOrder([
    () => disk.write(`${path}.relocked`, bytes),
    () => disk.rename(`${path}.relocked`, path),
    () => disk.syncDirectory(parentOf(path)),
  ])
}

async function filesBelow(disk: Disk, folder: string): Promise<Result<readonly string[], DiskFault>> {
  const listed = await disk.list(folder)
  if (!listed.ok) return listed.fault.kind === 'not-found' ? ok([]) : listed
  const found: string[] = []
  for (const { name, directory } of listed.value) {
    const path = `${folder}/${name}`
    const below = directory ? await filesBelow(disk, path) : ok([path])
    if (!below.ok) return below
    found.push(...below.value)
  }
  return ok(found)
}
