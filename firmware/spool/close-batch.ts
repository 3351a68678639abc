import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../base/hash.ts'
import { buildBatch, noPreviousBatch, type SignedBatch } from '../record/batch.ts'
import type { Stamp } from '../record/packet.ts'
import type { DeviceIdentity } from '../seal/device-identity.ts'
import { batchLines, recordBatch } from './batch-line.ts'
import { batchDirectory, listPackets, listShelf } from './batch-shelf.ts'
import type { Journal } from './journal.ts'

/**
 * Moves the `open` packets into the next batch and signs it; `undefined` when there are none. A number whose
 * manifest was ever written is never signed again, not even when the file is damaged: that would be a fork.
 */
export async function closeBatch(
  disk: Disk,
  journal: Journal,
  identity: DeviceIdentity,
  open: readonly string[],
  stamp: Stamp,
): Promise<Result<SignedBatch | undefined, DiskFault>> {
  const shelf = await listShelf(disk)
  if (!shelf.ok) return shelf
  const signedBefore = batchLines(journal)
  const last = shelf.value.at(-1)
  const highest = Math.max(last?.seq ?? 0, [...signedBefore.keys()].at(-1) ?? 0)
  const unfinished = last?.seq === highest && !last.closed && !signedBefore.has(highest)
  const seq = unfinished ? highest : highest + 1
  const directory = batchDirectory(seq)
  if (open.length === 0 && !unfinished) return ok(undefined)
  const moved = await movePackets(disk, open, directory)
  if (!moved.ok) return moved
  const packets = await listPackets(disk, directory)
  if (!packets.ok) return packets
  if (packets.value.length === 0) return ok(undefined)
  const prev = await previousHash(disk, signedBefore.get(seq - 1)?.sha256, seq - 1)
  if (!prev.ok) return prev
  const { device } = identity
  const facts = { device, boot: stamp.boot, seq, prev: prev.value, packets: packets.value, time: stamp }
  const signed = buildBatch(facts, identity.key)
  const written = await inOrder([
    () => disk.write(`${directory}/batch.sig`, Buffer.from(signed.signature)),
    () => disk.write(`${directory}/batch.json.part`, signed.bytes),
    () => disk.rename(`${directory}/batch.json.part`, `${directory}/batch.json`),
    () => recordBatch(disk, journal, seq, signed.bytes),
  ])
  return written.ok ? ok(signed) : written
}

/** After a cut between naming the newest manifest and journaling it: makes both durable. */
export async function finishBatch(disk: Disk, journal: Journal): Promise<Result<void, DiskFault>> {
  const listed = await disk.list('spool/batch')
  if (!listed.ok) return listed
  const seq = Number(listed.value.filter((entry) => /^\d{6,}$/.test(entry.name)).at(-1)?.name ?? 0)
  if (seq === 0 || batchLines(journal).has(seq)) return ok()
  const manifest = await disk.read(`${batchDirectory(seq)}/batch.json`)
  if (!manifest.ok) return manifest.fault.kind === 'not-found' ? ok() : manifest
  return recordBatch(disk, journal, seq, manifest.value)
}

// The packets move first and the manifest comes last, so that a cut leaves either no batch or one to finish.
function movePackets(
  disk: Disk,
  hashes: readonly string[],
  directory: string,
): Promise<Result<void, DiskFault>> {
  return inOrder([
    () => disk.makeDirectory(directory),
    ...hashes.flatMap((hash) => [
      () => disk.rename(`spool/new/${hash}.packet`, `${directory}/${hash}.packet`),
      // A cut can leave both names of one file, and renaming one to the other then does nothing.
      () => disk.remove(`spool/new/${hash}.packet`),
    ]),
    () => disk.syncDirectory(directory),
    () => disk.syncDirectory('spool/new'),
  ])
}

// The journal knows the hash even when the file has rotted.
async function previousHash(
  disk: Disk,
  journaled: string | undefined,
  seq: number,
): Promise<Result<string, DiskFault>> {
  if (seq === 0) return ok(noPreviousBatch)
  if (journaled !== undefined) return ok(journaled)
  const manifest = await disk.read(`${batchDirectory(seq)}/batch.json`)
  return manifest.ok ? ok(sha256Hex(manifest.value)) : manifest
}
