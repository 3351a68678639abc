import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import type { Clock } from '../../../hal/contract/clock.ts'
import { sha256Hex } from '../../core/hash.ts'

type Bytes = Uint8Array<ArrayBuffer>

interface Page {
  readonly html: string
  readonly hash: string
  readonly plain: Bytes
  readonly zipped: Bytes
}

interface Entry {
  readonly page: Promise<Page>
  /** Absent while it is being made. */
  madeMs?: number
}

/** A page is made anew when it is so old. */
const freshMs = 1_000
/** `/antre` has one for each number. */
const mostPages = 128

/** Pages that many ask for: made and compressed once a second at most, and not sent again to a reader that has them. */
export class PageCache {
  readonly #clock: Pick<Clock, 'monotonicMs'>
  readonly #entries = new Map<string, Entry>()

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock
  }

  /** Answers with the page under `key`, which `make` makes anew when it is old. */
  async answer(
    context: Context,
    key: string,
    headers: Readonly<Record<string, string>>,
    make: () => string | Promise<string>,
  ): Promise<Response> {
    const { hash, plain, zipped } = await this.#page(key, make)
    const isZipped = acceptsGzip(context.req.header('accept-encoding') ?? '')
    // A strong tag is of the very bytes: each form has its own.
    const etag = isZipped ? `"${hash}-gzip"` : `"${hash}"`
    const common = { ...headers, etag, vary: 'accept-encoding', 'cache-control': 'no-cache' }
    if (names(context.req.header('if-none-match') ?? '', etag)) return context.body(null, 304, common)
    const type = { 'content-type': 'text/html; charset=UTF-8' }
    return isZipped
      ? context.body(zipped, 200, { ...common, ...type, 'content-encoding': 'gzip' })
      : context.body(plain, 200, { ...common, ...type })
  }

  // Those who ask while it is being made wait for the same one: nothing is awaited between the look and the note.
  #page(key: string, make: () => string | Promise<string>): Promise<Page> {
    const known = this.#entries.get(key)
    const ageMs = known?.madeMs === undefined ? 0 : this.#clock.monotonicMs() - known.madeMs
    if (known && ageMs < freshMs) return known.page
    const entry: Entry = { page: makePage(known?.page, make) }
    const made = () => {
      entry.madeMs = this.#clock.monotonicMs()
    }
    void entry.page.then(made, made)
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    const [oldest = ''] = this.#entries.keys()
    if (this.#entries.size > mostPages) this.#entries.delete(oldest)
    return entry.page
  }
}

const zip = promisify(gzip)

async function makePage(
  known: Promise<Page> | undefined,
  make: () => string | Promise<string>,
): Promise<Page> {
  const [html, before] = [await make(), await known]
  if (before?.html === html) return before
  const plain = new Uint8Array(Buffer.from(html))
  return { html, hash: sha256Hex(plain).slice(0, 32), plain, zipped: new Uint8Array(await zip(plain)) }
}

function acceptsGzip(accepted: string): boolean {
  const named = /(?:^|,)\s*gzip\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?(?:,|$)/i.exec(accepted)
  return named !== null && Number(named[1] ?? 1) > 0
}

// A proxy that compresses weakens a tag (RFC 9110, 13.1.2: compared all the same).
function names(held: string, etag: string): boolean {
  return held.split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()))
}
