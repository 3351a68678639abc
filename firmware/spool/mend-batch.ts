import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../base/hash.ts'
import { buildBatch, noPreviousBatch } from '../record/batch.ts'
import { stampSchema } from '../record/packet.ts'
import type { DeviceIdentity } from '../seal/device-identity.ts'
import { type BatchLine, batchLines } from './batch-line.ts'
import { batchDirectory, listPackets, readBatchFiles, type ShelfBatch } from './batch-shelf.ts'
import type { Journal } from './journal.ts'

/**
 * Writes the manifests and signatures anew that rotted while their packets still wait, so that one bad
 * sector does not end the chain. Only ever the very bytes that were signed: the journal has their hash.
 */
export async function mendBatches(
  disk: Disk,
  journal: Journal,
  identity: DeviceIdentity,
  shelf: readonly ShelfBatch[],
): Promise<Result<readonly ShelfBatch[], DiskFault>> {
  const lines = batchLines(journal)
  const mended: ShelfBatch[] = []
  for (const batch of shelf) {
    const line = lines.get(batch.seq)
    const waits = line !== undefined && batch.packets.length > 0
    if (!waits || (await isSound(disk, identity, line))) {
      mended.push(batch)
      continue
    }
    const prev = batch.seq === 1 ? noPreviousBatch : lines.get(batch.seq - 1)?.sha256
    const again = await mend(disk, identity, line, prev)
    if (!again.ok) return again
    // Beyond mending it is no batch any more, whatever its file still says.
    mended.push({ ...batch, manifest: again.value })
  }
  return ok(mended)
}

async function isSound(disk: Disk, identity: DeviceIdentity, line: BatchLine): Promise<boolean> {
  const files = await readBatchFiles(disk, line.seq)
  if (!files.ok || sha256Hex(files.value.bytes) !== line.sha256) return false
  return files.value.signature.trimEnd() === identity.key.sign('batch', files.value.bytes)
}

async function mend(
  disk: Disk,
  identity: DeviceIdentity,
  { seq, sha256, boot, time }: BatchLine,
  prev: string | undefined,
): Promise<Result<ShelfBatch['manifest'], DiskFault>> {
  const stamp = stampSchema.safeParse(time).data
  if (boot === undefined || !stamp || prev === undefined) return ok(undefined)
  const directory = batchDirectory(seq)
  const packets = await listPackets(disk, directory)
  if (!packets.ok) return packets
  const facts = { device: identity.device, boot, seq, prev, packets: packets.value, time: stamp }
  const { manifest, bytes, signature } = buildBatch(facts, identity.key)
  if (sha256Hex(bytes) !== sha256) return ok(undefined)
  const written = await inOrder([
    () => disk.write(`${directory}/batch.sig`, Buffer.from(signature)),
    () => disk.write(`${directory}/batch.json.part`, bytes),
    () => disk.rename(`${directory}/batch.json.part`, `${directory}/batch.json`),
    () => disk.syncDirectory(directory),
  ])
  return written.ok ? ok(manifest) : written
}
