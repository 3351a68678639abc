import type { Clock } from '../../../hal/contract/clock.ts'
import type { Http, HttpAnswer, HttpFault } from '../../../hal/contract/http.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'

/** Why a published file could not be fetched; all are tried again later. */
export type FetchFault =
  | HttpFault
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'not-served'; readonly status: number; readonly path: string }
  /** It changed again and again while it was fetched. */
  | { readonly kind: 'changing'; readonly path: string }

export interface Published {
  readonly bytes: Uint8Array
  /** As the server gave it; empty where it gives none. */
  readonly etag: string
}

export interface FetchParts {
  readonly http: Http
  readonly clock: Clock
  /** Base address, with a slash at the end. */
  readonly registryUrl: string
}

const pieceBytes = 64 * 1024
const deadlineMs = 30_000
const mostBeginnings = 3

/**
 * Fetches a file by plain GET from any web server, piece by piece, so that a cut costs one piece; nothing when it
 * is still the one with `etag`, or is not there. A server without ranges sends it whole.
 */
export async function fetchPublished(
  parts: FetchParts,
  path: string,
  etag: string | undefined,
  limitBytes: number,
  signal: AbortSignal,
): Promise<Result<Published | undefined, FetchFault>> {
  for (let beginnings = 0; beginnings < mostBeginnings; beginnings += 1) {
    const pieces: Uint8Array[] = []
    let bytes = 0
    let first: HttpAnswer | undefined
    for (;;) {
      const condition = first?.headers['etag'] ? { 'if-range': first.headers['etag'] } : {}
      const asked = bytes === 0 && etag ? { 'if-none-match': etag } : condition
      const answer = await ask(
        parts,
        path,
        { ...asked, range: `bytes=${bytes}-${bytes + pieceBytes - 1}` },
        limitBytes,
        signal,
      )
      if (!answer.ok) return answer
      const { status, body, headers } = answer.value
      if (bytes === 0 && (status === 304 || status === 404)) return ok(undefined)
      // Whole: it has no ranges, or changed in between and begins anew.
      if (status === 200) return ok({ bytes: body, etag: headers['etag'] ?? '' })
      if (status !== 206) return err({ kind: 'not-served', status, path })
      if (first && headers['etag'] !== first.headers['etag']) break
      first ??= answer.value
      const total = totalOf(headers['content-range'], bytes, body.length)
      if (total === undefined || body.length === 0) return err({ kind: 'not-served', status, path })
      if (total > limitBytes) return err({ kind: 'too-large', limitBytes })
      pieces.push(body)
      bytes += body.length
      if (bytes === total)
        return ok({ bytes: new Uint8Array(Buffer.concat(pieces)), etag: headers['etag'] ?? '' })
    }
  }
  return err({ kind: 'changing', path })
}

async function ask(
  { http, clock, registryUrl }: FetchParts,
  path: string,
  headers: Readonly<Record<string, string>>,
  limitBytes: number,
  signal: AbortSignal,
): Promise<Result<HttpAnswer, FetchFault>> {
  using deadline = clock.deadline(deadlineMs, signal)
  const url = new URL(path, registryUrl).href
  const answer = await http.send({ method: 'GET', url, headers }, deadline.signal, limitBytes)
  return !answer.ok && answer.fault.kind === 'cancelled' && deadline.expired
    ? err({ kind: 'too-slow' })
    : answer
}

// `bytes 65536-131071/305000`; an answer that begins elsewhere is not believed.
function totalOf(range: string | undefined, from: number, length: number): number | undefined {
  const [, begin, end, total] = /^bytes (\d{1,12})-(\d{1,12})\/(\d{1,12})$/.exec(range ?? '') ?? []
  if (Number(begin) !== from || Number(end) !== from + length - 1 || from + length > Number(total))
    return undefined
  return Number(total)
}
