import type { Disk, DiskEntry, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import type { FilePlace, IntakeSource, ReceivedBatch } from './intake-types.ts'
import { tusUploads } from './tus-uploads.ts'

const deepest = 8
const packetName = /^[0-9a-f]{64}\.packet$/

/**
 * Looks through a folder: `<device>/<seq>/` as on a stick and in a mail room, at any depth, and the flat store
 * of a tus server (`tus-uploads.ts`). Only names are read, so memory grows with names and not with bytes.
 */
export async function scanSource(disk: Disk): Promise<Result<IntakeSource, DiskFault>> {
  const batches: ReceivedBatch[] = []
  const packets = new Map<string, FilePlace[]>()
  const unread: DiskFault[] = []
  const take = (place: string, files: ReadonlyMap<string, FilePlace>) => {
    for (const [name, file] of files) {
      if (!packetName.test(name)) continue
      const sha256 = name.slice(0, 64)
      packets.set(sha256, [...(packets.get(sha256) ?? []), file])
    }
    const [manifest, signature] = ['batch.json', 'batch.sig'].map((name) => files.get(name))
    if (manifest) batches.push({ place, manifest, signature: signature?.bytes ? signature : undefined })
  }
  const look = async (directory: string, depth: number): Promise<Result<void, DiskFault>> => {
    const listed = await disk.list(directory)
    if (!listed.ok) return listed
    const files = filesOf(directory, listed.value)
    take(directory, files)
    const uploads = await tusUploads(disk, files)
    unread.push(...uploads.unread)
    for (const { batch, files: uploaded } of uploads.batches) take(`${directory}#${batch}`, uploaded)
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
