import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import type { BatchManifest } from '../../custody/chain/batch.ts'
import type { SignedDocument } from '../../custody/crypto/signed-document.ts'
import { readStoredPacket } from '../../custody/spool/check-packet.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { type CarriedBatch, type CarriedFile, folderFor, isWhole } from './carried-batch.ts'
import { onKiosk, onStick, type StickFault } from './stick-fault.ts'

/** Where batches are put, and how to know that there is no more room. */
export interface BatchTarget {
  readonly disk: Disk
  /** Bytes that are left; `undefined` when unknown: the write will show it. */
  readonly freeBytes: () => Promise<number | undefined>
}

/** The outcome of one batch. */
export type PutOutcome =
  | { readonly type: 'written' | 'present'; readonly carried: CarriedBatch }
  /** Nothing of it stays on the stick: half a batch is of no use. */
  | { readonly type: 'no-room' }
  /** A receipt for it came another way in the meantime. */
  | { readonly type: 'answered' }

type Packets = BatchManifest['packets']

// A file takes whole clusters: 32 KiB on FAT32, 128 KiB on large exFAT sticks.
const clusterBytes = 128 * 1024

/**
 * Puts one closed batch on a stick: packets first, the signature, and `batch.json` last, each under a passing name
 * until it is whole. A whole file is left alone, so that the same again costs reading only.
 */
export async function putBatch(
  spool: Spool,
  target: BatchTarget,
  { seq, packets }: BatchManifest,
  signed: SignedDocument,
  signal: AbortSignal,
): Promise<Result<PutOutcome, StickFault>> {
  const { disk } = target
  const folder = onStick(await folderFor(spool, disk, seq, signed))
  if (!folder.ok) return folder
  const directory = folder.value
  const missing: Packets = []
  for (const packet of packets) {
    if (signal.aborted) return err({ kind: 'cancelled' })
    const isThere = await isWhole(disk, `${directory}/${packet.sha256}.packet`, packet)
    if (!isThere) missing.push(packet)
  }
  const head = headOf(signed)
  const files = new Map<string, CarriedFile>([
    ...packets.map((packet) => [`${packet.sha256}.packet`, packet] as const),
    ...head.map(({ name, bytes }) => [name, fileOf(bytes)] as const),
  ])
  const carried = { seq, directory, files }
  if (missing.length === 0 && (await isHeadWhole(disk, carried, head)))
    return ok({ type: 'present', carried })
  if (!(await hasRoom(target, missing))) return ok({ type: 'no-room' })
  const written = await writeBatch(spool, disk, carried, { missing, head }, signal)
  if (written.ok) {
    for (const [name, file] of written.value) files.set(name, file)
    return ok({ type: 'written', carried })
  }
  const { fault } = written
  const isFull = fault.kind === 'stick' && fault.fault.kind === 'full'
  if (!isFull && fault.kind !== 'answered') return err(fault)
  const removed = onStick(await disk.remove(directory))
  return removed.ok ? ok({ type: isFull ? 'no-room' : 'answered' }) : removed
}

type Head = readonly { readonly name: string; readonly bytes: Uint8Array }[]

function headOf({ bytes, signature }: SignedDocument): Head {
  return [
    { name: 'batch.sig', bytes: Buffer.from(signature) },
    { name: 'batch.json', bytes },
  ]
}

async function isHeadWhole(disk: Disk, { directory, files }: CarriedBatch, head: Head): Promise<boolean> {
  for (const { name } of head) {
    const file = files.get(name)
    if (!file || !(await isWhole(disk, `${directory}/${name}`, file))) return false
  }
  return true
}

function fileOf(bytes: Uint8Array): CarriedFile {
  return { sha256: sha256Hex(bytes), bytes: bytes.length }
}

async function hasRoom({ freeBytes }: BatchTarget, missing: Packets): Promise<boolean> {
  const wanted = missing.reduce((sum, { bytes }) => sum + bytes + clusterBytes, 4 * clusterBytes)
  return ((await freeBytes()) ?? wanted) >= wanted
}

/** Gives the packets that rotted and went as they are. */
async function writeBatch(
  spool: Spool,
  disk: Disk,
  { seq, directory }: CarriedBatch,
  { missing, head }: { readonly missing: Packets; readonly head: Head },
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, CarriedFile>, StickFault | { readonly kind: 'answered' }>> {
  const rotten = new Map<string, CarriedFile>()
  // While a part of it is wrong there is no batch to find.
  const begun = await inOrder([
    () => disk.makeDirectory(directory),
    () => disk.remove(`${directory}/batch.json`),
    () => disk.syncDirectory(directory),
  ])
  if (!begun.ok) return onStick(begun)
  for (const { sha256 } of missing) {
    if (signal.aborted) return err({ kind: 'cancelled' })
    const packet = await readStoredPacket(spool, sha256, seq)
    if (!packet.ok) return onKiosk(packet)
    const { bytes, sound } = packet.value
    if (!sound && spool.facts.purges.has(seq)) return err({ kind: 'answered' })
    // As over a link: the registry refuses it by its name, and it blocks no other.
    if (!sound) rotten.set(`${sha256}.packet`, fileOf(bytes))
    const put = await putFile(disk, `${directory}/${sha256}.packet`, bytes)
    if (!put.ok) return onStick(put)
  }
  const closed = await inOrder(
    head.flatMap(({ name, bytes }) => [
      () => putFile(disk, `${directory}/${name}`, bytes),
      () => disk.syncDirectory(directory),
    ]),
  )
  return closed.ok ? ok(rotten) : onStick(closed)
}

function putFile(disk: Disk, path: string, bytes: Uint8Array): Promise<Result<void, DiskFault>> {
  return inOrder([() => disk.write(`${path}.part`, bytes), () => disk.rename(`${path}.part`, path)])
}
