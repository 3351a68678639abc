import type { Disk } from '../../../hal/contract/disk.ts'
import { sha256Hex } from '../../core/hash.ts'
import { batchNumber } from '../../core/names.ts'
import { readBatch } from '../../custody/chain/batch.ts'
import type { SignedDocument } from '../../custody/crypto/signed-document.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { outFolder } from './stick-layout.ts'

/** A batch as it has to lie on a stick. */
export interface CarriedBatch {
  readonly seq: number
  readonly directory: string
  /** SHA-256 of each file by its name. */
  readonly files: ReadonlyMap<string, string>
}

/** Whether a file is there, with just these bytes. A file that cannot be read is not. */
export async function isWhole(disk: Disk, path: string, sha256: string): Promise<boolean> {
  const file = await disk.read(path)
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
    for (const [name, sha256] of files) {
      if (signal.aborted || !(await isWhole(disk, `${directory}/${name}`, sha256))) broken.add(seq)
    }
  }
  return [...broken]
}

/**
 * The folder of a batch. Where another batch lies under its number that this kiosk's key has truly signed, its
 * card was copied or restored: that one is evidence, and ours goes beside it.
 */
export async function folderFor(
  { identity }: Spool,
  disk: Disk,
  seq: number,
  { bytes }: SignedDocument,
): Promise<string> {
  const folder = `${outFolder(identity.device)}/${batchNumber(seq)}`
  const standing = await disk.read(`${folder}/batch.json`)
  const signature = await disk.read(`${folder}/batch.sig`)
  if (!standing.ok || !signature.ok) return folder
  const text = Buffer.from(signature.value).toString('latin1')
  const isOurs = readBatch(standing.value, text, () => identity.key.publicKey).ok
  const [theirs, own] = [sha256Hex(standing.value), sha256Hex(bytes)]
  return isOurs && theirs !== own ? `${folder}-${own.slice(0, 8)}` : folder
}
