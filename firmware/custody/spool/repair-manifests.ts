import type { DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { buildBatch, noPreviousBatch, type SignedBatch } from '../chain/batch.ts'
import { documentBytes, type SignedDocument } from '../crypto/signed-document.ts'
import type { EntryOf } from '../journal/journal-entry.ts'
import { batchDirectory, type IndexedBatch, readBatchFiles } from './batch-index.ts'
import type { Spool } from './spool.ts'

/**
 * Writes the manifests anew that rotted while their packets still wait, so that one bad sector does not end the
 * chain. Only ever the very bytes that were signed: the journal has their hash.
 */
export async function repairManifests(spool: Spool): Promise<Result<void, DiskFault>> {
  const { facts, index } = spool
  for (const { seq, manifest, unreadable = false } of index.batches.values()) {
    const line = facts.batches.get(seq)
    if (!line || facts.purges.has(seq)) continue
    if (manifest && sha256Hex(documentBytes({ ...manifest })) === line.sha256) continue
    const mended = await mendBatch(spool, line, unreadable)
    if (!mended.ok) return mended
  }
  return ok()
}

/** The two signed files of a waiting batch, mended if they must be; `undefined` when they are beyond it. */
export async function manifestFor(
  spool: Spool,
  { seq, manifest }: IndexedBatch,
): Promise<Result<SignedDocument | undefined, DiskFault>> {
  const line = spool.facts.batches.get(seq)
  if (!manifest || !line) return ok(undefined)
  const files = await readBatchFiles(spool.disk, seq)
  if (files.ok && isSound(spool, line, files.value)) return files
  return mendBatch(spool, line, !files.ok && files.fault.kind === 'broken')
}

function isSound({ identity }: Spool, line: EntryOf<'batch'>, { bytes, signature }: SignedDocument): boolean {
  return sha256Hex(bytes) === line.sha256 && signature === identity.key.sign('batch', bytes)
}

async function mendBatch(
  spool: Spool,
  line: EntryOf<'batch'>,
  isUnreadable: boolean,
): Promise<Result<SignedBatch | undefined, DiskFault>> {
  const { disk, index } = spool
  const { seq } = line
  const directory = batchDirectory(seq)
  const batch = index.batches.get(seq)
  const signed = signedAgain(spool, line)
  if (batch) {
    const { unreadable: _, ...known } = batch
    // Beyond mending it is no batch any more, whatever its file still says; unless the medium gives the file another time.
    const next = { ...known, manifest: signed?.manifest }
    index.batches.set(seq, signed || !isUnreadable ? next : { ...next, unreadable: true })
  }
  if (!signed) return ok(undefined)
  const written = await inOrder([
    () => disk.write(`${directory}/batch.sig`, Buffer.from(signed.signature)),
    // A manifest that a cut leaves without its signature could never be sent.
    () => disk.syncDirectory(directory),
    () => disk.write(`${directory}/batch.json.part`, signed.bytes),
    () => disk.rename(`${directory}/batch.json.part`, `${directory}/batch.json`),
    () => disk.syncDirectory(directory),
  ])
  return written.ok ? ok(signed) : written
}

function signedAgain({ identity, facts, index }: Spool, line: EntryOf<'batch'>): SignedBatch | undefined {
  const { seq, sha256, boot, time } = line
  const prev = seq === 1 ? noPreviousBatch : facts.batches.get(seq - 1)?.sha256
  const lost = [...facts.damaged.values()].flatMap((one) =>
    one.seq === seq && one.sha256 ? [one.sha256] : [],
  )
  const names = [...new Set([...(index.batches.get(seq)?.packets ?? []), ...lost])]
  const packets = names.map((name) => ({ sha256: name, bytes: facts.packets.get(name) ?? 0 }))
  if (boot === undefined || !time || prev === undefined || packets.some(({ bytes }) => bytes <= 0))
    return undefined
  if (packets.length === 0) return undefined
  const signed = buildBatch({ device: identity.device, boot, seq, prev, packets, time }, identity.key)
  return sha256Hex(signed.bytes) === sha256 ? signed : undefined
}
