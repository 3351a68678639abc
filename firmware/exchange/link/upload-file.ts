import type { Clock } from '../../../hal/contract/clock.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import type { TusClient, UploadPlace } from './tus-client.ts'
import { isPassing, type UploadFault } from './upload-fault.ts'

/** A file on its way: its bytes, and the upload's address if an earlier try got one. */
export interface Upload {
  readonly metadata: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  readonly knownUrl: string | undefined
  /** Called with the address as soon as the server gave one, to be remembered across restarts. */
  readonly remember: (url: string) => Promise<void>
  readonly progress?: (progress: UploadProgress) => void
  /** Share of the link to use, above 0 and at most 1; the rest of the time is left to others. */
  readonly share?: number
}

/** How far a file has come. Both may fall back, as when the server lost something. */
export interface UploadProgress {
  /** By the server's word. */
  readonly confirmedBytes: number
  /** Bytes that the far system has acknowledged; never less than is confirmed. */
  readonly deliveredBytes: number
}

// After the office has answered once, this number of tries may move nothing before the link counts as gone.
const maxTriesWithoutProgress = 2
const vainPauseMs = 1_000

/**
 * Sends one file by tus 1.0. The offset on the server is the truth: it is asked before the first byte of every
 * try. A try that was cut short but moved something is followed by the next at once.
 */
export async function uploadFile(
  office: TusClient,
  clock: Clock,
  upload: Upload,
  signal: AbortSignal,
): Promise<Result<void, UploadFault>> {
  let known = upload.knownUrl
  let furthest: number | undefined
  let vain = 0
  const remember = async (url: string) => {
    known = url
    await upload.remember(url)
  }
  for (;;) {
    const found = await findPlace(office, { ...upload, knownUrl: known, remember }, signal)
    vain = found.ok && found.value.offset > (furthest ?? -1) ? 0 : vain + 1
    if (found.ok) furthest = Math.max(furthest ?? 0, found.value.offset)
    const sent = found.ok ? await sendRest(office, clock, upload, found.value, signal) : found
    if (sent.ok) return sent
    if (!isPassing(sent.fault) || furthest === undefined || vain > maxTriesWithoutProgress) return sent
    await clock.sleep(vain * vainPauseMs, signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
  }
}

async function findPlace(
  office: TusClient,
  { bytes, metadata, knownUrl, remember }: Upload,
  signal: AbortSignal,
): Promise<Result<UploadPlace, UploadFault>> {
  const url = knownUrl && office.absolute(knownUrl)
  if (url) {
    const offset = await office.find(url, bytes.length, signal)
    if (offset.ok) return ok({ url, offset: offset.value })
    if (offset.fault.kind !== 'forgotten') return offset
  }
  const created = await office.create(bytes.length, metadata, signal)
  if (!created.ok) return created
  // As the server gave it: a relative address still holds when the registry moves to another host.
  await remember(created.value.location)
  return ok({ url: created.value.url, offset: 0 })
}

async function sendRest(
  office: TusClient,
  clock: Clock,
  { bytes, progress, share = 1 }: Upload,
  { url, offset: start }: UploadPlace,
  signal: AbortSignal,
): Promise<Result<void, UploadFault>> {
  let offset = start
  const tell = (more = 0) => progress?.({ confirmedBytes: offset, deliveredBytes: offset + more })
  tell()
  while (offset < bytes.length) {
    const startMs = clock.monotonicMs()
    const whole = office.canWatch && share === 1
    const body = bytes.subarray(offset, whole ? bytes.length : offset + office.pace.chunkBytes)
    const reached = await office.append({ url, offset }, body, tell, signal)
    if (!reached.ok) return reached
    offset = reached.value
    tell()
    if (share < 1) await clock.sleep((clock.monotonicMs() - startMs) * (1 / share - 1), signal)
  }
  return ok()
}
