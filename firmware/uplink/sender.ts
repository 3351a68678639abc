import type { Clock } from '../../hal/contract/clock.ts'
import type { DiskFault } from '../../hal/contract/disk.ts'
import type { Entropy } from '../../hal/contract/entropy.ts'
import type { Http } from '../../hal/contract/http.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../base/hash.ts'
import type { Stamp } from '../record/packet.ts'
import { receiptName } from '../record/receipt.ts'
import { type AcceptFault, acceptReceipt } from '../spool/accept-receipt.ts'
import type { ShelfBatch } from '../spool/batch-shelf.ts'
import { checkPacket } from '../spool/check-packet.ts'
import { readyBatch } from '../spool/mend-batch.ts'
import type { Spool } from '../spool/spool.ts'
import type { Document } from '../state/document.ts'
import { TusOffice } from './tus-office.ts'
import type { UploadFault } from './upload-fault.ts'
import { type UploadProgress, uploadFile } from './upload-file.ts'

/** What the sender remembers across restarts: upload addresses by `<seq>/<file>`. */
export interface SenderMemory {
  readonly uploads: Readonly<Record<string, string>>
}

export type SendFault =
  | UploadFault
  | DiskFault
  | AcceptFault
  /** A packet on our own disk does not match its name any more. */
  | { readonly kind: 'damaged-packet'; readonly sha256: string }

export interface SenderParts {
  readonly spool: Spool
  readonly http: Http
  readonly clock: Clock
  readonly entropy: Entropy
  readonly memory: Document<SenderMemory>
  /** Base address of the registry, with a slash at the end. */
  readonly registryUrl: string
  readonly receiptKeys: () => readonly string[]
  readonly stamp: () => Stamp
  /** Told what time it was at the registry when it signed a receipt. */
  readonly hear: (serverMs: number) => Promise<Result<void, DiskFault>>
  /** Called after each round and for what had to be passed over in it, for the staff page and the log. */
  readonly report: (outcome: Result<void, SendFault>) => void
}

const pollMs = 2_000
const fetchMs = 15_000
const mostFetchBytes = 2 * 1024 * 1024
const firstBackOffMs = 5_000
const longestBackOffMs = 30 * 60_000

/** Sends closed batches, oldest first, and fetches receipts, until `signal` aborts. */
export async function runSender(parts: SenderParts, signal: AbortSignal): Promise<void> {
  const office = new TusOffice(parts.http, parts.clock, new URL('tus', parts.registryUrl).href)
  let failures = 0
  while (!signal.aborted) {
    let progressed = false
    const moved = () => {
      progressed = true
    }
    const round = await sendRound({ ...parts, office, moved }, signal)
    if (signal.aborted) return
    parts.report(round)
    // A link that carries something between its cuts is worth coming back to soon.
    failures = round.ok ? 0 : progressed ? 1 : failures + 1
    await parts.clock.sleep(round.ok ? pollMs : backOffMs(parts.entropy, failures), signal)
  }
}

// Full jitter, so that kiosks that lost the same link do not all come back at once.
function backOffMs(entropy: Entropy, failures: number): number {
  const fraction = new DataView(entropy.bytes(4).buffer).getUint32(0) / 2 ** 32
  return fraction * Math.min(longestBackOffMs, firstBackOffMs * 2 ** (failures - 1))
}

/** What one round works with. */
interface RoundParts extends SenderParts {
  readonly office: TusOffice
  /** Called when the server has more of a file than before. */
  readonly moved: () => void
}

async function sendRound(parts: RoundParts, signal: AbortSignal): Promise<Result<void, SendFault>> {
  const shelf = await parts.spool.batches()
  if (!shelf.ok) return shelf
  for (const batch of shelf.value) {
    if (!batch.manifest) continue
    const received = await fetchReceipt(parts, batch.seq, signal)
    // One that was answered before only waits to be put away.
    if (received.ok && (received.value || parts.spool.facts.tombstones.has(batch.seq))) continue
    if (!received.ok && !isBadReceipt(received.fault)) return received
    // A receipt that does not count is reported, and the batch goes on its way as if there were none.
    if (!received.ok) parts.report(received)
    const sent = await sendBatch(parts, batch, signal)
    if (!sent.ok) return sent
  }
  return ok()
}

function isBadReceipt(fault: SendFault): boolean {
  const signedWrong = ['malformed', 'unknown-version', 'bad-signature', 'other-device', 'wrong-packets']
  const otherChain = ['fork', 'rolled-back', 'unknown-batch']
  return [...signedWrong, ...otherChain].includes(fault.kind)
}

async function sendBatch(
  parts: RoundParts,
  batch: ShelfBatch,
  signal: AbortSignal,
): Promise<Result<void, SendFault>> {
  const files = await readyBatch(parts.spool, batch)
  if (!files.ok) return files
  // Beyond mending; the others go on.
  if (!files.value) return ok()
  const { bytes: manifest, signature } = files.value
  const send = (name: string, bytes: Uint8Array) => {
    const place = {
      device: parts.spool.identity.device,
      seq: String(batch.seq),
      batch: sha256Hex(manifest).slice(0, 16),
    }
    return sendFile(parts, { ...place, name }, bytes, signal)
  }
  for (const { sha256 } of batch.manifest?.packets ?? []) {
    const packet = await checkPacket(parts.spool, sha256, batch.seq)
    if (!packet.ok) return packet
    // What rotted goes as it is, or empty: the registry refuses it by its name, and it blocks no other.
    if (!packet.value.sound) parts.report(err({ kind: 'damaged-packet', sha256 }))
    const sent = await send(`${sha256}.packet`, packet.value.bytes)
    if (!sent.ok) return sent
  }
  const signed = await send('batch.sig', Buffer.from(signature))
  return signed.ok ? send('batch.json', manifest) : signed
}

/** What a file is announced with. `batch` keeps two batches under one number apart: a clone's and its original's. */
interface UploadWords {
  readonly device: string
  readonly seq: string
  /** First 16 hexadecimal digits of the SHA-256 of `batch.json`. */
  readonly batch: string
  readonly name: string
}

// As long as no receipt came, the server is asked each round whether it still has the file: a registry
// that lost power after its answer gets it once more.
async function sendFile(
  parts: RoundParts,
  metadata: UploadWords,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Result<void, SendFault>> {
  const key = `${metadata.seq}/${metadata.name}`
  let furthest: number | undefined
  const upload = {
    metadata: { ...metadata },
    bytes,
    knownUrl: parts.memory.value.uploads[key],
    remember: async (url: string) => {
      await parts.memory.update((memory) => ({ ...memory, uploads: { ...memory.uploads, [key]: url } }))
    },
    progress({ confirmedBytes }: UploadProgress) {
      if (furthest !== undefined && confirmedBytes > furthest) parts.moved()
      furthest = confirmedBytes
    },
  }
  return uploadFile(parts.office, parts.clock, upload, signal)
}

async function fetchReceipt(
  parts: RoundParts,
  seq: number,
  signal: AbortSignal,
): Promise<Result<boolean, SendFault>> {
  const name = receiptName(parts.spool.identity.device, seq)
  const json = await fetchFile(parts, `receipt/${name}.json`, signal)
  if (!json.ok || !json.value) return json.ok ? ok(false) : json
  const signature = await fetchFile(parts, `receipt/${name}.sig`, signal)
  if (!signature.ok || !signature.value) return signature.ok ? ok(false) : signature
  const document = { bytes: json.value, signature: Buffer.from(signature.value).toString('latin1') }
  const accepted = await acceptReceipt(parts.spool, document, parts.receiptKeys(), parts.stamp())
  if (!accepted.ok) return accepted
  const heard = await parts.hear(accepted.value.wallMs)
  if (!heard.ok) return heard
  const forgotten = await parts.memory.update((memory) => ({
    ...memory,
    uploads: Object.fromEntries(Object.entries(memory.uploads).filter(([key]) => !key.startsWith(`${seq}/`))),
  }))
  return forgotten.ok ? ok(true) : forgotten
}

async function fetchFile(
  parts: RoundParts,
  path: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array | undefined, UploadFault>> {
  const url = new URL(path, parts.registryUrl).href
  const answer = await parts.office.within(fetchMs, { method: 'GET', url }, signal, mostFetchBytes)
  if (!answer.ok) return answer
  return ok(answer.value.status === 200 ? answer.value.body : undefined)
}
