import type { Disk, DiskEntry, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { tusUploads } from './tus-uploads.ts'

/**
 * A file that came, wherever it lies. One of 0 bytes is never read: a pipe on a stick says that it is empty,
 * and whoever reads it waits for ever.
 */
export interface FilePlace {
  readonly path: string
  readonly bytes: number
}

/** The two signed files of one batch. */
export interface BatchPlace {
  /** What to call it: its directory, or the directory and name of its uploads. */
  readonly place: string
  readonly manifest: FilePlace
  readonly signature: FilePlace | undefined
}

/** All that came, found by name. Nothing is opened and nothing believed yet. */
export interface IntakeSource {
  readonly disk: Disk
  readonly batches: readonly BatchPlace[]
  /** Every file that claims a hash: half a batch on one stick and half on another make a whole one. */
  readonly packets: ReadonlyMap<string, readonly FilePlace[]>
  /** Directories that could not be read. */
  readonly unread: readonly DiskFault[]
}

const deepest = 8
const packetName = /^[0-9a-f]{64}\.packet$/

/**
 * Looks through a folder: `<device>/<seq>/` as on a stick and in a mail room, at any depth, and the flat store
 * of a tus server (`tus-uploads.ts`). Only names are read, so memory grows with names and not with bytes.
 */
export async function scanSource(disk: Disk): Promise<Result<IntakeSource, DiskFault>> {
  const batches: BatchPlace[] = []
  const packets = new Map<string, FilePlace[]>()
  const unread: DiskFault[] = []
  const take = (place: string, files: ReadonlyMap<string, FilePlace>) => {
    for (const [name, file] of files) {
      if (!packetName.test(name)) continue
      const sha256 = name.slice(0, 64)
      packets.set(sha256, [...(packets.get(sha256) ?? []), file])
    }
    const [manifest, signature] = ['batch.json', 'batch.sig'].map((name) => files.get(name))
    if (manifest?.bytes)
      batches.push({ place, manifest, signature: signature?.bytes ? signature : undefined })
  }
  const look = async (directory: string, depth: number): Promise<Result<void, DiskFault>> => {
    const listed = await disk.list(directory)
    if (!listed.ok) return listed
    const files = filesOf(directory, listed.value)
    take(directory, files)
    for (const upload of await tusUploads(disk, files)) take(`${directory}#${upload.batch}`, upload.files)
    for (const { name } of listed.value.filter((entry) => entry.directory && depth < deepest)) {
      const below = await look(pathOf(directory, name), depth + 1)
      if (!below.ok) unread.push(below.fault)
    }
    return ok()
  }
  const looked = await look('.', 0)
  return looked.ok ? ok({ disk, batches, packets, unread }) : looked
}

function filesOf(directory: string, entries: readonly DiskEntry[]): ReadonlyMap<string, FilePlace> {
  const files = entries.filter((entry) => !entry.directory)
  return new Map(files.map(({ name, bytes }) => [name, { path: pathOf(directory, name), bytes }]))
}

function pathOf(directory: string, name: string): string {
  return directory === '.' ? name : `${directory}/${name}`
}
