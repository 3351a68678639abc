import type { Clock } from '../../../hal/contract/clock.ts'
import type { DiskFault } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { announceUpload, type UploadWords } from '../../custody/chain/upload.ts'
import type { Document } from '../../custody/document/document.ts'
import type { IndexedBatch } from '../../custody/spool/batch-index.ts'
import { readStoredPacket, type StoredPacket } from '../../custody/spool/check-packet.ts'
import { manifestFor } from '../../custody/spool/repair-manifests.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import type { SendFault } from './send-fault.ts'
import type { SenderMemory } from './sender-memory.ts'
import type { TusClient } from './tus-client.ts'
import type { UploadFault } from './upload-fault.ts'
import { type UploadProgress, uploadFile } from './upload-file.ts'

export interface UploadContext {
  readonly spool: Spool
  readonly clock: Clock
  readonly memory: Document<SenderMemory>
  readonly office: TusClient
  /** Share of the link to fill, above 0 and at most 1. */
  readonly share: number
  /** How often each packet could not be read, in this process. */
  readonly unreadable: Map<string, number>
  /** Called with each byte more that the server has. */
  readonly moved: (bytes: number) => void
  /** A fault that holds nothing up. */
  readonly passOver: (fault: SendFault) => void
}

/** Sends what is missing of a batch: packets, then the signature, then the manifest, which says that all is there. */
export async function sendBatch(
  context: UploadContext,
  batch: IndexedBatch,
  missing: ReadonlySet<string> | undefined,
  signal: AbortSignal,
): Promise<Result<void, SendFault>> {
  const files = await manifestFor(context.spool, batch)
  if (!files.ok) return files
  // Beyond mending; the others go on.
  if (!files.value) return ok()
  const { bytes: manifest, signature } = files.value
  const send = (name: string, bytes: Uint8Array) => {
    const { device, key } = context.spool.identity
    const place = { device, seq: batch.seq, batch: sha256Hex(manifest).slice(0, 16), name }
    const content = { bytes: bytes.length, sha256: sha256Hex(bytes) }
    return sendFile(context, announceUpload({ ...place, ...content }, key), bytes, signal)
  }
  for (const { sha256 } of batch.manifest?.packets ?? []) {
    if (missing && !missing.has(sha256)) continue
    const packet = await readForSending(context, sha256, batch.seq)
    if (!packet.ok) return packet
    // A rotted packet goes as it is, or empty: the registry refuses it by its name, and it blocks no other.
    if (!packet.value.sound) context.passOver({ kind: 'damaged-packet', sha256 })
    const name = `${sha256}.packet`
    const sent = await send(name, packet.value.bytes)
    if (sent.ok) continue
    // Its place was taken by other bytes, perhaps by ours of a bad day: the registry refuses those, and asks again.
    const isTaken = sent.fault.kind === 'over-limit' && `${batch.seq}/${name}` in context.memory.value.uploads
    if (!isTaken) return sent
    context.passOver(sent.fault)
  }
  if (missing) return forgetUploads(context.memory, batch.seq)
  const signed = await send('batch.sig', Buffer.from(signature))
  if (!signed.ok) return signed
  const sent = await send('batch.json', manifest)
  return sent.ok ? forgetUploads(context.memory, batch.seq) : sent
}

/** A card may give a moment later, or another day, what it does not give now. Only one that never does goes empty. */
const mostUnreadable = 5

async function readForSending(
  { spool, unreadable }: UploadContext,
  sha256: string,
  seq: number,
): Promise<Result<StoredPacket, DiskFault>> {
  const packet = await readStoredPacket(spool, sha256, seq)
  if (!packet.ok || packet.value.sound || packet.value.bytes.length > 0) return packet
  if (spool.facts.damaged.has(sha256)) return packet
  const times = (unreadable.get(sha256) ?? 0) + 1
  unreadable.set(sha256, times)
  const path = `${sha256}.packet`
  return times < mostUnreadable ? err({ kind: 'broken', path, detail: 'unreadable' }) : packet
}

async function sendFile(
  { memory, office, clock, share, moved }: UploadContext,
  metadata: UploadWords,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Result<void, UploadFault>> {
  if (signal.aborted) return err({ kind: 'cancelled' })
  const key = `${metadata.seq}/${metadata.name}`
  let furthest: number | undefined
  const upload = {
    metadata: { ...metadata },
    bytes,
    share,
    knownUrl: memory.value.uploads[key],
    remember: async (url: string) => {
      await memory.update((before) => ({ ...before, uploads: { ...before.uploads, [key]: url } }))
    },
    progress({ confirmedBytes }: UploadProgress) {
      if (furthest !== undefined && confirmedBytes > furthest) moved(confirmedBytes - furthest)
      furthest = confirmedBytes
    },
  }
  return uploadFile(office, clock, upload, signal)
}

/** Lets go of the addresses of a batch that is over. */
export async function forgetUploads(
  memory: Document<SenderMemory>,
  seq: number,
): Promise<Result<void, DiskFault>> {
  const others = Object.entries(memory.value.uploads).filter(([key]) => !key.startsWith(`${seq}/`))
  if (others.length === Object.keys(memory.value.uploads).length) return ok()
  return memory.update((before) => ({ ...before, uploads: Object.fromEntries(others) }))
}
