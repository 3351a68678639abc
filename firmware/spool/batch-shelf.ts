import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { jsonFrom } from '../base/json-from.ts'
import { type BatchManifest, batchManifestSchema } from '../record/batch.ts'

/** One batch on the kiosk's shelf. */
export interface ShelfBatch {
  readonly seq: number
  /** Whether its manifest was written, whole or damaged since: the number is then taken for good. */
  readonly closed: boolean
  /** Absent while a cut left the batch unfinished, or when its file is damaged. */
  readonly manifest: BatchManifest | undefined
  /** Hashes of the packets still here; none after a receipt. */
  readonly packets: readonly string[]
}

const root = 'spool/batch'

/** All batches in the order of their numbers. */
export async function listShelf(disk: Disk): Promise<Result<readonly ShelfBatch[], DiskFault>> {
  const listed = await disk.list(root)
  if (!listed.ok) return listed
  const shelf: ShelfBatch[] = []
  for (const { name } of listed.value.filter((entry) => entry.directory && /^\d{6,}$/.test(entry.name))) {
    const held = await listPackets(disk, `${root}/${name}`)
    if (!held.ok) return held
    const manifest = await disk.read(`${root}/${name}/batch.json`)
    // One bad sector must not hide the whole shelf.
    const unreadable = !manifest.ok && manifest.fault.kind === 'broken'
    if (!manifest.ok && !unreadable && manifest.fault.kind !== 'not-found') return manifest
    const parsed = manifest.ok ? batchManifestSchema.safeParse(jsonFrom(manifest.value)) : undefined
    shelf.push({
      seq: Number(name),
      closed: manifest.ok || unreadable,
      manifest: parsed?.success ? parsed.data : undefined,
      packets: held.value.map(({ sha256 }) => sha256),
    })
  }
  return ok(shelf.sort((a, b) => a.seq - b.seq))
}

/** Packets in a directory of the spool, by their names; nothing is opened. */
export async function listPackets(
  disk: Disk,
  directory: string,
): Promise<Result<BatchManifest['packets'], DiskFault>> {
  const listed = await disk.list(directory)
  if (!listed.ok) return listed
  const packets = listed.value.filter((entry) => entry.name.endsWith('.packet'))
  return ok(packets.map(({ name, bytes }) => ({ sha256: name.slice(0, 64), bytes })))
}

/** The two signed files of a closed batch. */
export async function readBatchFiles(
  disk: Disk,
  seq: number,
): Promise<Result<{ readonly bytes: Uint8Array; readonly signature: string }, DiskFault>> {
  const directory = batchDirectory(seq)
  const bytes = await disk.read(`${directory}/batch.json`)
  if (!bytes.ok) return bytes
  const signature = await disk.read(`${directory}/batch.sig`)
  if (!signature.ok) return signature
  return ok({ bytes: bytes.value, signature: Buffer.from(signature.value).toString('latin1') })
}

export function batchDirectory(seq: number): string {
  return `${root}/${String(seq).padStart(6, '0')}`
}
