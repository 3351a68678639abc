import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { batchNumber } from '../../core/names.ts'
import { type BatchManifest, batchManifestSchema } from '../chain/batch.ts'
import type { SignedDocument } from '../crypto/signed-document.ts'

/** One batch in the spool's index. */
export interface IndexedBatch {
  readonly seq: number
  /** Whether its manifest was written, whole or damaged since: the number is then taken for good. */
  readonly closed: boolean
  /** Absent while a cut left the batch unfinished, or when its file is damaged. */
  readonly manifest: BatchManifest | undefined
  /** Hashes of the packets still here; none after a receipt. */
  readonly packets: readonly string[]
  /** The medium did not give its directory or its manifest: neither is known yet, and both are looked at again. */
  readonly unreadable?: true
}

/** Where batches lie: those that a receipt is awaited for, and those that one has answered. */
export type BatchPlace = 'spool/batch' | 'spool/done'

/** All batches of a place in the order of their numbers. */
export async function listBatches(
  disk: Disk,
  place: BatchPlace = 'spool/batch',
): Promise<Result<readonly IndexedBatch[], DiskFault>> {
  const numbers = await listNumbers(disk, place)
  if (!numbers.ok) return numbers
  const shelf: IndexedBatch[] = []
  for (const seq of numbers.value) {
    const batch = await readIndexedBatch(disk, seq, place)
    if (!batch.ok) return batch
    shelf.push(batch.value)
  }
  return ok(shelf)
}

/** Numbers of the batches in a place, rising; nothing else is looked at. A place that is not there has none. */
export async function listNumbers(
  disk: Disk,
  place: BatchPlace,
): Promise<Result<readonly number[], DiskFault>> {
  const listed = await disk.list(place)
  if (!listed.ok) return listed.fault.kind === 'not-found' ? ok([]) : listed
  const names = listed.value.filter(({ name, directory }) => directory && /^\d{6,}$/.test(name))
  return ok(names.map(({ name }) => Number(name)).sort((a, b) => a - b))
}

/** One batch as it lies in its directory. */
export async function readIndexedBatch(
  disk: Disk,
  seq: number,
  place: BatchPlace,
): Promise<Result<IndexedBatch, DiskFault>> {
  const directory = batchDirectory(seq, place)
  const held = await listPackets(disk, directory)
  // One bad sector must not hide all batches; outgoing packets are named by the manifest.
  if (!held.ok && held.fault.kind !== 'broken') return held
  const manifest = await disk.read(`${directory}/batch.json`)
  const unreadable = !manifest.ok && manifest.fault.kind === 'broken'
  if (!manifest.ok && !unreadable && manifest.fault.kind !== 'not-found') return manifest
  const parsed = manifest.ok ? batchManifestSchema.safeParse(jsonFrom(manifest.value)) : undefined
  return ok({
    seq,
    closed: manifest.ok || unreadable,
    manifest: parsed?.data,
    packets: held.ok ? held.value.map(({ sha256 }) => sha256) : [],
    ...((unreadable || !held.ok) && { unreadable: true }),
  })
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
  place: BatchPlace = 'spool/batch',
): Promise<Result<SignedDocument, DiskFault>> {
  const directory = batchDirectory(seq, place)
  const bytes = await disk.read(`${directory}/batch.json`)
  if (!bytes.ok) return bytes
  const signature = await disk.read(`${directory}/batch.sig`)
  if (!signature.ok) return signature
  return ok({ bytes: bytes.value, signature: Buffer.from(signature.value).toString('latin1') })
}

export function batchDirectory(seq: number, place: BatchPlace = 'spool/batch'): string {
  return `${place}/${batchNumber(seq)}`
}
