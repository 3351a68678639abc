import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import type { Clock } from '../../../hal/contract/clock.ts'
import { sha256Hex } from '../../core/hash.ts'

interface Page {
  readonly madeMs: number
  readonly etag: string
  readonly html: string
  readonly zipped: Uint8Array
}

/** A page is at most so old. */
const freshMs = 1_000
/** `/antre` has one for each number. */
const mostPages = 128

/** Pages that many ask for: made and compressed once a second at most, and not sent again to a reader that has them. */
export class PageCache {
  readonly #clock: Pick<Clock, 'monotonicMs'>
  readonly #pages = new Map<string, Promise<Page>>()

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
    const { etag, html, zipped } = await this.#page(key, make)
    const common = { ...headers, etag, vary: 'accept-encoding', 'cache-control': 'no-cache' }
    if (context.req.header('if-none-match') === etag) return context.body(null, 304, common)
    const type = { 'content-type': 'text/html; charset=UTF-8' }
    if (!/\bgzip\b/.test(context.req.header('accept-encoding') ?? ''))
      return context.body(html, 200, { ...common, ...type })
    return context.body(new Uint8Array(zipped), 200, { ...common, ...type, 'content-encoding': 'gzip' })
  }

  // Those who ask while it is being made wait for the same one.
  async #page(key: string, make: () => string | Promise<string>): Promise<Page> {
    const known = await this.#pages.get(key)
    const nowMs = this.#clock.monotonicMs()
    if (known && nowMs - known.madeMs < freshMs) return known
    const making = makePage(nowMs, known, make)
    this.#pages.delete(key)
    this.#pages.set(key, making)
    const [oldest = ''] = this.#pages.keys()
    if (this.#pages.size > mostPages) this.#pages.delete(oldest)
    return making
  }
}

const zip = promisify(gzip)

async function makePage(
  madeMs: number,
  before: Page | undefined,
  make: () => string | Promise<string>,
): Promise<Page> {
  const html = await make()
  if (before?.html === html) return { ...before, madeMs }
  const zipped = await zip(html)
  return { madeMs, html, zipped, etag: `"${sha256Hex(Buffer.from(html)).slice(0, 32)}"` }
}
