import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { batchNumber, mebibyte } from '../../core/names.ts'
import { readBatch } from '../../custody/chain/batch.ts'
import type { SignedDocument } from '../../custody/crypto/signed-document.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { outFolder } from './stick-layout.ts'

/** A batch as it has to lie on a stick. */
export interface CarriedBatch {
  readonly seq: number
  readonly directory: string
  /** Each file by its name. */
  readonly files: ReadonlyMap<string, CarriedFile>
}

export interface CarriedFile {
  readonly sha256: string
  readonly bytes: number
}

/** Whether a file is there, with just these bytes. A file that cannot be read is not. */
export async function isWhole(disk: Disk, path: string, { sha256, bytes }: CarriedFile): Promise<boolean> {
  const file = await disk.read(path, bytes)
  return file.ok && sha256Hex(file.value) === sha256
}

/**
 * Numbers of the batches that do not lie there as they should. Read after a stick was released once, or what is
 * compared is the system's memory.
 */
export async function findBroken(
  disk: Disk,
  batches: readonly CarriedBatch[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  const broken = new Set<number>()
  for (const { seq, directory, files } of batches) {
    for (const [name, file] of files) {
      if (signal.aborted || !(await isWhole(disk, `${directory}/${name}`, file))) broken.add(seq)
    }
  }
  return [...broken]
}

/**
 * The folder of a batch. Where another batch lies under its number that this kiosk's key has truly signed, its
 * card was copied or restored: that one is evidence, and ours goes beside it. One that cannot be read may be such.
 */
export async function folderFor(
  { identity }: Spool,
  disk: Disk,
  seq: number,
  { bytes }: SignedDocument,
): Promise<Result<string, DiskFault>> {
  const folder = `${outFolder(identity.device)}/${batchNumber(seq)}`
  const standing = await readIfThere(disk, `${folder}/batch.json`, mostManifestBytes)
  if (!standing.ok) return standing
  const signature = await readIfThere(disk, `${folder}/batch.sig`, mostSignatureBytes)
  if (!signature.ok) return signature
  if (!standing.value || !signature.value) return ok(folder)
  const text = Buffer.from(signature.value).toString('latin1')
  const isOurs = readBatch(standing.value, text, () => identity.key.publicKey).ok
  const [theirs, own] = [sha256Hex(standing.value), sha256Hex(bytes)]
  return ok(isOurs && theirs !== own ? `${folder}-${own.slice(0, 8)}` : folder)
}

/** A manifest names 10,000 packets in some 100 bytes each. */
export const mostManifestBytes = 2 * mebibyte
const mostSignatureBytes = 1_024

// Nothing, and what can be no file of ours, is not there.
async function readIfThere(
  disk: Disk,
  path: string,
  mostBytes: number,
): Promise<Result<Uint8Array | undefined, DiskFault>> {
  const file = await disk.read(path, mostBytes)
  if (file.ok) return file
  return file.fault.kind === 'not-found' || file.fault.kind === 'too-large' ? ok(undefined) : file
}
