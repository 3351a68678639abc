import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import type { Result } from '../../hal/contract/result.ts'
import type { Json } from '../base/canonical-json.ts'
import { sha256Hex } from '../base/hash.ts'
import { jsonFrom } from '../base/json-from.ts'
import { batchManifestSchema } from '../record/batch.ts'
import { batchDirectory } from './batch-shelf.ts'
import type { Journal } from './journal.ts'

/** What the journal keeps of a signed manifest: with the packets, enough to write the very same again. */
export interface BatchLine {
  readonly op: 'batch'
  readonly seq: number
  readonly sha256: string
  readonly boot?: number
  readonly time?: Json
}

/** All manifests ever signed here, by number, in rising order. */
export function batchLines(journal: Journal): ReadonlyMap<number, BatchLine> {
  return new Map(journal.entries.flatMap((line) => (isBatchLine(line) ? [[line.seq, line]] : [])))
}

function isBatchLine(entry: unknown): entry is BatchLine {
  return typeof entry === 'object' && entry !== null && 'op' in entry && entry.op === 'batch'
}

/** Makes the name of a manifest durable and journals it. */
export function recordBatch(
  disk: Disk,
  journal: Journal,
  seq: number,
  manifest: Uint8Array,
): Promise<Result<void, DiskFault>> {
  const { boot, time, packets } = batchManifestSchema.safeParse(jsonFrom(manifest)).data ?? {}
  const line = { op: 'batch', seq, sha256: sha256Hex(manifest), packets: packets?.length, boot, time }
  return inOrder([() => disk.syncDirectory(batchDirectory(seq)), () => journal.append(line)])
}
