import { sha256Hex } from '../../firmware/core/hash.ts'
import { batchManifestSchema } from '../../firmware/custody/chain/batch.ts'
import { type Hello, signHello } from '../../firmware/custody/chain/hello.ts'
import type { Http, HttpAnswer, HttpRequest } from '../../hal/contract/http.ts'
import { err, ok } from '../../hal/contract/result.ts'
import { registryKey } from './spool-stand.ts'

/** For tests: a registry in memory that speaks as much tus as the sender needs and serves receipts. */
export class RegistryStand implements Http {
  /** The requests, such as `GET receipt/x.json` or `PATCH 1/batch.json`, oldest first. */
  readonly asked: string[] = []
  /** Finished uploads by `<seq>/<name>`. */
  readonly finished = new Map<string, Buffer>()
  /** Receipts by file name. */
  readonly receipts = new Map<string, Uint8Array>()
  /** While true every request fails as on a link that is down. */
  down = false
  /** While true it answers that it cannot now. */
  busy = false
  /** Files by `<seq>/<name>` that it will not have, and the status that says so. */
  readonly unwanted = new Map<string, number>()
  /** Whether it says which batches it has. */
  holds = true
  /** After this number of portions the link is cut, until `nextRound`. */
  patchesARound = Number.POSITIVE_INFINITY
  #patches = 0
  readonly #uploads = new Map<string, { readonly size: number; bytes: Buffer }>()

  async send(request: HttpRequest) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/hello') return this.#hello(searchParams)
    const name = request.method === 'POST' ? uploadName(request) : decodeURIComponent(pathname.slice(5))
    const receipt = /^\/receipt\/(.*)$/.exec(pathname)?.[1]
    this.asked.push(`${request.method} ${receipt ? `receipt/${receipt}` : name}`)
    if (this.down || this.#patches >= this.patchesARound)
      return err({ kind: 'unreachable', detail: 'ECONNREFUSED' })
    if (receipt) {
      const body = this.receipts.get(receipt)
      return ok(answer(body ? 200 : 404, {}, body))
    }
    return ok(this.#tus(request, name))
  }

  #hello(words: URLSearchParams) {
    this.asked.push('GET hello')
    if (this.down || this.#patches >= this.patchesARound)
      return err({ kind: 'unreachable' as const, detail: 'ECONNREFUSED' })
    if (this.busy) return ok(answer(503))
    const numbers = [...this.receipts.keys()].map((name) => Number(/-(\d+)\.receipt/.exec(name)?.[1]))
    const receipt = Math.max(0, ...numbers)
    const said = {
      v: 1,
      device: words.get('device') ?? '',
      nonce: words.get('nonce') ?? '',
      wallMs: 0,
    } as const
    return ok(
      answer(
        200,
        {},
        signHello({ ...said, receipt, keyList: 0, holding: this.#holding(receipt) }, registryKey),
      ),
    )
  }

  #holding(receipt: number): Hello['holding'] {
    if (!this.holds) return []
    return [...this.finished].flatMap(([path, bytes]) => {
      const [seq = '', name] = path.split('/')
      if (name !== 'batch.json' || Number(seq) <= receipt) return []
      const { packets } = batchManifestSchema.parse(JSON.parse(bytes.toString()))
      const missing = packets
        .map(({ sha256 }) => sha256)
        .filter((sha256) => !this.finished.has(`${seq}/${sha256}.packet`))
      return [{ seq: Number(seq), batch: sha256Hex(bytes).slice(0, 16), missing }]
    })
  }

  nextRound(): void {
    this.#patches = 0
  }

  /** Loses one finished upload. */
  lose(path: string): void {
    this.#uploads.delete(path)
    this.finished.delete(path)
  }

  /** Loses what it had, as after a power cut. */
  forget(): void {
    this.#uploads.clear()
    this.finished.clear()
  }

  #tus({ method, headers, body }: HttpRequest, name: string): HttpAnswer {
    if (method === 'POST') {
      const status = this.unwanted.get(name)
      if (status) return answer(status)
      this.#store(name, Number(headers?.['upload-length']), Buffer.alloc(0))
      return answer(201, { location: `/tus/${encodeURIComponent(name)}` })
    }
    const upload = this.#uploads.get(name)
    if (!upload) return answer(404)
    const offset = { 'upload-offset': String(upload.bytes.length) }
    if (method === 'HEAD') return answer(200, offset)
    if (headers?.['upload-offset'] !== offset['upload-offset']) return answer(409)
    const bytes = Buffer.concat([upload.bytes, body ?? new Uint8Array()])
    this.#store(name, upload.size, bytes)
    this.#patches += 1
    return answer(204, { 'upload-offset': String(bytes.length) })
  }

  #store(name: string, size: number, bytes: Buffer): void {
    this.#uploads.set(name, { size, bytes })
    if (bytes.length === size) this.finished.set(name, bytes)
  }
}

function uploadName({ headers }: HttpRequest): string {
  const words = (headers?.['upload-metadata'] ?? '').split(',').map((pair) => pair.split(' '))
  const { seq, name } = Object.fromEntries(
    words.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString()]),
  )
  return `${seq}/${name}`
}

function answer(status: number, headers: Record<string, string> = {}, body?: Uint8Array): HttpAnswer {
  return { status, headers, body: body ?? new Uint8Array() }
}
