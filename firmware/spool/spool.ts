import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../base/hash.ts'
import { type BatchManifest, buildBatch, noPreviousBatch, type SignedBatch } from '../record/batch.ts'
import type { Stamp } from '../record/packet.ts'
import type { DeviceIdentity } from '../seal/device-identity.ts'
import { listShelf, readBatchFiles, type ShelfBatch } from './batch-shelf.ts'
import { type Journal, type JournalFault, openJournal } from './journal.ts'

/** Sealed packets on their way out: `new/` until they close into a batch, then `batch/<seq>/`. */
export interface Spool {
  readonly disk: Disk
  readonly journal: Journal
  readonly identity: DeviceIdentity
  /** Stores a packet durably under its hash. Storing it twice is fine. */
  addPacket(sha256: string, visitId: string, bytes: Uint8Array): Promise<Result<void, DiskFault>>
  /** Hashes of packets in no batch yet. */
  openPackets(): Promise<Result<readonly string[], DiskFault>>
  /** Closes all open packets into the next batch; `undefined` when there are none. */
  closeBatch(stamp: Stamp): Promise<Result<SignedBatch | undefined, DiskFault>>
  batches(): Promise<Result<readonly ShelfBatch[], DiskFault>>
  /** Whether a packet of this visit was ever stored: the draft may then be removed. */
  hasVisit(visitId: string): boolean
}

export async function openSpool(disk: Disk, identity: DeviceIdentity): Promise<Result<Spool, JournalFault>> {
  for (const directory of ['spool/new', 'spool/batch', 'spool/draft', 'spool/rejected', 'receipt']) {
    const made = await disk.makeDirectory(directory)
    if (!made.ok) return made
  }
  const journal = await openJournal(disk, 'spool/journal.jsonl')
  if (!journal.ok) return journal
  const removed = await removeTornPackets(disk)
  if (!removed.ok) return removed
  return ok({
    disk,
    journal: journal.value,
    identity,
    addPacket: (sha256, visitId, bytes) => addPacket(disk, journal.value, sha256, visitId, bytes),
    openPackets: () => listOpenPackets(disk),
    closeBatch: (stamp) => closeBatch(disk, journal.value, identity, stamp),
    batches: () => listShelf(disk),
    hasVisit: (visitId) =>
      journal.value.entries.some((entry) => isPacketLine(entry) && entry.visit === visitId),
  })
}

interface PacketLine {
  readonly op: 'packet'
  readonly visit: string
}

function isPacketLine(entry: unknown): entry is PacketLine {
  return typeof entry === 'object' && entry !== null && 'op' in entry && entry.op === 'packet'
}

// A file under its temporary name was never acknowledged.
async function removeTornPackets(disk: Disk): Promise<Result<void, DiskFault>> {
  const listed = await disk.list('spool/new')
  if (!listed.ok) return listed
  for (const { name } of listed.value.filter((entry) => entry.name.endsWith('.part'))) {
    const removed = await disk.remove(`spool/new/${name}`)
    if (!removed.ok) return removed
  }
  return ok()
}

async function addPacket(
  disk: Disk,
  journal: Journal,
  sha256: string,
  visit: string,
  bytes: Uint8Array,
): Promise<Result<void, DiskFault>> {
  const steps = [
    () => disk.write(`spool/new/${sha256}.part`, bytes),
    () => disk.rename(`spool/new/${sha256}.part`, `spool/new/${sha256}.packet`),
    () => disk.syncDirectory('spool/new'),
    () => journal.append({ op: 'packet', sha256, visit, bytes: bytes.length }),
  ]
  return inOrder(steps)
}

async function closeBatch(
  disk: Disk,
  journal: Journal,
  identity: DeviceIdentity,
  stamp: Stamp,
): Promise<Result<SignedBatch | undefined, DiskFault>> {
  const shelf = await listShelf(disk)
  if (!shelf.ok) return shelf
  const unfinished = shelf.value.find((batch) => !batch.manifest)
  const last = shelf.value.filter((batch) => batch.manifest).at(-1)
  const seq = unfinished?.seq ?? (last?.seq ?? 0) + 1
  const directory = batchDirectory(seq)
  const open = await listOpenPackets(disk)
  if (!open.ok) return open
  const moved = await movePackets(disk, open.value, directory, unfinished !== undefined)
  if (!moved.ok) return moved
  const held = await disk.list(directory)
  if (!held.ok) return held.fault.kind === 'not-found' ? ok(undefined) : held
  const packets = held.value
    .filter((entry) => entry.name.endsWith('.packet'))
    .map(({ name, bytes }) => ({ sha256: name.slice(0, 64), bytes }))
  if (packets.length === 0) return ok(undefined)
  const prev = await previousHash(disk, last?.manifest)
  if (!prev.ok) return prev
  const facts = { device: identity.device, boot: stamp.boot, seq, prev: prev.value, packets, time: stamp }
  const signed = buildBatch(facts, identity.key)
  const written = await inOrder([
    () => disk.write(`${directory}/batch.sig`, Buffer.from(signed.signature)),
    () => disk.write(`${directory}/batch.json.part`, signed.bytes),
    () => disk.rename(`${directory}/batch.json.part`, `${directory}/batch.json`),
    () => disk.syncDirectory(directory),
    () => journal.append({ op: 'batch', seq, sha256: sha256Hex(signed.bytes), packets: packets.length }),
  ])
  return written.ok ? ok(signed) : written
}

// The packets move first and the manifest comes last, so that a cut leaves either no batch or one to finish.
async function movePackets(
  disk: Disk,
  hashes: readonly string[],
  directory: string,
  started: boolean,
): Promise<Result<void, DiskFault>> {
  if (hashes.length === 0 && !started) return ok()
  return inOrder([
    () => disk.makeDirectory(directory),
    ...hashes.map((hash) => () => disk.rename(`spool/new/${hash}.packet`, `${directory}/${hash}.packet`)),
    () => disk.syncDirectory(directory),
    () => disk.syncDirectory('spool/new'),
  ])
}

async function previousHash(disk: Disk, last: BatchManifest | undefined): Promise<Result<string, DiskFault>> {
  if (!last) return ok(noPreviousBatch)
  const files = await readBatchFiles(disk, last.seq)
  return files.ok ? ok(sha256Hex(files.value.bytes)) : files
}

/** Hashes of packets in no batch yet. Only looks. */
export async function listOpenPackets(disk: Disk): Promise<Result<readonly string[], DiskFault>> {
  const listed = await disk.list('spool/new')
  if (!listed.ok) return listed
  return ok(
    listed.value.filter((entry) => entry.name.endsWith('.packet')).map((entry) => entry.name.slice(0, 64)),
  )
}

export function batchDirectory(seq: number): string {
  return `spool/batch/${String(seq).padStart(6, '0')}`
}

/** Runs steps until one fails. */
export async function inOrder(
  steps: readonly (() => Promise<Result<void, DiskFault>>)[],
): Promise<Result<void, DiskFault>> {
  for (const step of steps) {
    const done = await step()
    if (!done.ok) return err(done.fault)
  }
  return ok()
}
