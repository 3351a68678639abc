import type { Clock } from '../../hal/contract/clock.ts'
import type { Http, HttpAnswer, HttpFault } from '../../hal/contract/http.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'

/** Why a file did not arrive whole. All are tried again later; `refused` says what the server said. */
export type UploadFault =
  | HttpFault
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'refused'; readonly status: number; readonly during: 'create' | 'send' }

/** A file on its way: its bytes, and the upload's address if an earlier try got one. */
export interface Upload {
  readonly metadata: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  readonly knownUrl: string | undefined
  /** Called with the address as soon as the server gave one, to be remembered across restarts. */
  readonly remember: (url: string) => Promise<void>
}

const chunkBytes = 64 * 1024
// 64 KiB at 8 kB/s takes 8 s; twice the round trip of a bad link and some slack on top (forward.md 2.5).
const requestDeadlineMs = 30_000

/**
 * Sends one file by tus 1.0. The offset on the server is the truth: it is asked before the first byte of
 * every try, and a server that has forgotten the upload gets it again from the start.
 */
export async function uploadFile(
  http: Http,
  clock: Clock,
  endpoint: string,
  upload: Upload,
  signal: AbortSignal,
): Promise<Result<void, UploadFault>> {
  const ask: Ask = (...request) => askOnce(http, clock, ...request)
  const found = await findOffset(ask, endpoint, upload, signal)
  if (!found.ok) return found
  let { offset } = found.value
  while (offset < upload.bytes.length) {
    const chunk = upload.bytes.subarray(offset, offset + chunkBytes)
    const answer = await ask(signal, 'PATCH', found.value.url, chunk, {
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    })
    if (!answer.ok) return answer
    const { status } = answer.value
    const reached = status === 204 ? offsetOf(answer.value) : undefined
    // An answer that names no progress is not from a tus server, or would be asked for ever.
    if (reached === undefined || reached <= offset || reached > offset + chunk.length) {
      return err({ kind: 'refused', status, during: 'send' })
    }
    offset = reached
  }
  return ok()
}

type Ask = (
  signal: AbortSignal,
  method: 'HEAD' | 'POST' | 'PATCH',
  url: string,
  body?: Uint8Array,
  headers?: Record<string, string>,
) => Promise<Result<HttpAnswer, UploadFault>>

async function findOffset(
  ask: Ask,
  endpoint: string,
  upload: Upload,
  signal: AbortSignal,
): Promise<Result<{ readonly url: string; readonly offset: number }, UploadFault>> {
  if (upload.knownUrl) {
    const url = new URL(upload.knownUrl, endpoint).href
    const head = await ask(signal, 'HEAD', url)
    if (!head.ok) return head
    const offset = head.value.status === 200 ? offsetOf(head.value) : undefined
    if (offset !== undefined && offset <= upload.bytes.length) return ok({ url, offset })
  }
  const created = await ask(signal, 'POST', endpoint, undefined, {
    'upload-length': String(upload.bytes.length),
    'upload-metadata': encodeMetadata(upload.metadata),
  })
  if (!created.ok) return created
  const location = created.value.headers['location']
  if (created.value.status !== 201 || !location) {
    return err({ kind: 'refused', status: created.value.status, during: 'create' })
  }
  // As the server gave it: a relative address still holds when the registry moves to another host.
  await upload.remember(location)
  return ok({ url: new URL(location, endpoint).href, offset: 0 })
}

async function askOnce(
  http: Http,
  clock: Clock,
  signal: AbortSignal,
  method: 'HEAD' | 'POST' | 'PATCH',
  url: string,
  body?: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Result<HttpAnswer, UploadFault>> {
  using deadline = clock.deadline(requestDeadlineMs, signal)
  const request = { method, url, headers: { 'tus-resumable': '1.0.0', ...headers }, ...(body && { body }) }
  const answer = await http.send(request, deadline.signal)
  if (!answer.ok && answer.fault.kind === 'cancelled' && deadline.expired) return err({ kind: 'too-slow' })
  return answer
}

function offsetOf(answer: HttpAnswer): number | undefined {
  const text = answer.headers['upload-offset'] ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function encodeMetadata(metadata: Readonly<Record<string, string>>): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
}
