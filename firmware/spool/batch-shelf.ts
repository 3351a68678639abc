import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { jsonFrom } from '../base/json-from.ts'
import { type BatchManifest, batchManifestSchema } from '../record/batch.ts'

/** One batch on the kiosk's shelf. */
export interface ShelfBatch {
  readonly seq: number
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
    const held = await disk.list(`${root}/${name}`)
    if (!held.ok) return held
    const manifest = await disk.read(`${root}/${name}/batch.json`)
    if (!manifest.ok && manifest.fault.kind !== 'not-found') return manifest
    const parsed = manifest.ok ? batchManifestSchema.safeParse(jsonFrom(manifest.value)) : undefined
    shelf.push({
      seq: Number(name),
      manifest: parsed?.success ? parsed.data : undefined,
      packets: held.value
        .filter((entry) => entry.name.endsWith('.packet'))
        .map((entry) => entry.name.slice(0, 64)),
    })
  }
  return ok(shelf.sort((a, b) => a.seq - b.seq))
}

/** The two signed files of a closed batch. */
export async function readBatchFiles(
  disk: Disk,
  seq: number,
): Promise<Result<{ readonly bytes: Uint8Array; readonly signature: string }, DiskFault>> {
  const directory = `${root}/${String(seq).padStart(6, '0')}`
  const bytes = await disk.read(`${directory}/batch.json`)
  if (!bytes.ok) return bytes
  const signature = await disk.read(`${directory}/batch.sig`)
  if (!signature.ok) return signature
  return ok({ bytes: bytes.value, signature: Buffer.from(signature.value).toString('latin1') })
}
