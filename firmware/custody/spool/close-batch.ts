import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import {
  type BatchManifest,
  buildBatch,
  noPreviousBatch,
  readBatch,
  type SignedBatch,
} from '../chain/batch.ts'
import type { Stamp } from '../packet/packet.ts'
import { batchEntry } from './batch-entry.ts'
import { batchDirectory, type IndexedBatch, listPackets, readBatchFiles } from './batch-index.ts'
import { readStoredPacket } from './check-packet.ts'
import type { Spool } from './spool.ts'

/** As many as a batch's manifest is meant for; further packets go into the next. */
const mostPackets = 1_000

/**
 * Moves the open packets into the next batch and signs it; `undefined` when there are none, and then only what an
 * earlier call could not bring to its end is done. A number whose
 * manifest was ever written is never signed again, not even when the file is damaged: that would be a fork.
 */
export async function closeBatch(
  spool: Spool,
  stamp: Stamp,
): Promise<Result<SignedBatch | undefined, DiskFault>> {
  const { disk, identity, index } = spool
  const { seq, unfinished } = nextNumber(spool)
  const open = [...index.open].sort().slice(0, mostPackets)
  if (open.length === 0 && !unfinished) {
    const prev = await previousHash(spool, seq - 1)
    return prev.ok ? ok(undefined) : prev
  }
  const directory = batchDirectory(seq)
  const moved = await movePackets(disk, open, directory)
  const packets = await listWhole(spool, seq)
  if (!packets.ok) return moved.ok ? packets : moved
  if (moved.ok) for (const sha256 of open) index.open.delete(sha256)
  for (const { sha256 } of packets.value) index.open.delete(sha256)
  const held = packets.value.map(({ sha256 }) => sha256)
  // From here on the number is begun, whatever happens: its packets are found there.
  index.batches.set(seq, { seq, closed: false, manifest: undefined, packets: held })
  index.highestSeq = Math.max(index.highestSeq, seq)
  if (!moved.ok) return moved
  if (held.length === 0) return ok(undefined)
  const prev = await previousHash(spool, seq - 1)
  if (!prev.ok) return prev
  const { device } = identity
  const facts = { device, boot: stamp.boot, seq, prev: prev.value, packets: packets.value, time: stamp }
  const signed = buildBatch(facts, identity.key)
  const written = await inOrder([
    () => disk.write(`${directory}/batch.sig`, Buffer.from(signed.signature)),
    // A manifest that a cut leaves without its signature could never be sent.
    () => disk.syncDirectory(directory),
    () => disk.write(`${directory}/batch.json.part`, signed.bytes),
    () => disk.rename(`${directory}/batch.json.part`, `${directory}/batch.json`),
  ])
  if (!written.ok) return written
  index.batches.set(seq, { seq, closed: true, manifest: signed.manifest, packets: held })
  index.unrecorded = signed
  const recorded = await recordBatch(spool, signed)
  return recorded.ok ? ok(signed) : recorded
}

// A card that lied about its flush leaves a name without content: no manifest can name that.
async function listWhole(spool: Spool, seq: number): Promise<Result<BatchManifest['packets'], DiskFault>> {
  const listed = await listPackets(spool.disk, batchDirectory(seq))
  if (!listed.ok) return listed
  const [whole, empty] = [
    listed.value.filter(({ bytes }) => bytes > 0),
    listed.value.filter(({ bytes }) => bytes === 0),
  ]
  for (const { sha256 } of empty) {
    const aside = await readStoredPacket(spool, sha256, seq)
    if (!aside.ok) return aside
  }
  return ok(whole)
}

// Makes the name of a manifest durable and journals it.
async function recordBatch(
  { disk, journal, index }: Spool,
  { manifest, bytes }: SignedBatch,
): Promise<Result<void, DiskFault>> {
  const recorded = await inOrder([
    () => disk.syncDirectory(batchDirectory(manifest.seq)),
    () => journal.append(batchEntry(manifest, sha256Hex(bytes))),
  ])
  if (recorded.ok) index.unrecorded = undefined
  return recorded
}

/** Whether a cut, or a disk that refused, left a batch without its manifest or without its line in the journal. */
export function isUnfinished({ facts }: Spool, { seq, closed, manifest, packets }: IndexedBatch): boolean {
  return packets.length > 0 && (!closed || (manifest !== undefined && !facts.batches.has(seq)))
}

// One more than any number that was ever taken; or the last, when a cut left it without a manifest.
function nextNumber({ facts, index }: Spool): { readonly seq: number; readonly unfinished: boolean } {
  const highest = Math.max(index.highestSeq, facts.highestSeq)
  const last = index.batches.get(highest)
  const unfinished = last !== undefined && !last.closed && facts.highestSeq < highest
  return { seq: unfinished ? highest : highest + 1, unfinished }
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

// The journal knows the hash even when the file has rotted. A manifest whose line failed gets it now: the chain
// must not go on from a name that a cut could still take.
async function previousHash(spool: Spool, seq: number): Promise<Result<string, DiskFault>> {
  if (seq === 0) return ok(noPreviousBatch)
  const journaled = spool.facts.batches.get(seq)?.sha256
  if (journaled !== undefined) return ok(journaled)
  // The file may have rotted since.
  const { unrecorded } = spool.index
  const batch = unrecorded?.manifest.seq === seq ? ok(unrecorded) : await readSigned(spool, seq)
  if (!batch.ok) return batch
  const recorded = await recordBatch(spool, batch.value)
  return recorded.ok ? ok(sha256Hex(batch.value.bytes)) : recorded
}

async function readSigned({ disk, identity }: Spool, seq: number): Promise<Result<SignedBatch, DiskFault>> {
  const files = await readBatchFiles(disk, seq)
  if (!files.ok) return files
  const manifest = readBatch(files.value.bytes, files.value.signature, () => identity.key.publicKey)
  const path = `${batchDirectory(seq)}/batch.json`
  if (!manifest.ok) return err({ kind: 'broken', path, detail: manifest.fault.kind })
  return ok({ ...files.value, manifest: manifest.value })
}
