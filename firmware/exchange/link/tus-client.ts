import type { Clock } from '../../../hal/contract/clock.ts'
import type { Http, HttpAnswer, HttpFault, HttpRequest } from '../../../hal/contract/http.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { DeliveryWatch } from '../policy/delivery-watch.ts'
import { LinkPace } from '../policy/link-pace.ts'
import { faultOfStatus, type UploadFault } from './upload-fault.ts'

/** Where an upload is and how far it has come. */
export interface UploadPlace {
  readonly url: string
  readonly offset: number
}

// A body may take as long as a link of 500 B/s would.
const slowestBytesPerSecond = 500
const tus = { 'tus-resumable': '1.0.0' } as const

/** The four requests of tus 1.0 (protocol 1.0.0, core and creation), each with its deadline. */
export class TusClient {
  readonly pace = new LinkPace()
  readonly #http: Http
  readonly #clock: Clock
  readonly #endpoint: string
  // Kept connections may have died with the one that failed.
  #doubtful = false

  /** `endpoint` is the address at which uploads are created. */
  constructor(http: Http, clock: Clock, endpoint: string) {
    this.#http = http
    this.#clock = clock
    this.#endpoint = endpoint
  }

  /** Whether a body may go in one long request: only where its way can be watched. */
  get canWatch(): boolean {
    return this.#http.tellsDelivery === true
  }

  /** An address as the server gave it, in full; `undefined` when no request could go there. */
  absolute(url: string): string | undefined {
    if (!URL.canParse(url, this.#endpoint)) return undefined
    const { protocol, href } = new URL(url, this.#endpoint)
    return /^https?:$/.test(protocol) ? href : undefined
  }

  /** Announces a file; gives its address in full and as the server gave it, which may be relative. */
  async create(
    bytes: number,
    metadata: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Result<{ readonly url: string; readonly location: string }, UploadFault>> {
    const words = encodeMetadata(metadata)
    const headers = { ...tus, 'upload-length': String(bytes), ...(words && { 'upload-metadata': words }) }
    const answer = await this.#ask({ method: 'POST', url: this.#endpoint, headers }, signal)
    if (!answer.ok) return answer
    const location = answer.value.headers['location'] ?? ''
    const url = location && this.absolute(location)
    if (answer.value.status === 201 && url) return ok({ url, location })
    return err(faultOfStatus(answer.value.status, 'create'))
  }

  /** How far an upload of `bytes` has come. */
  async find(url: string, bytes: number, signal: AbortSignal): Promise<Result<number, UploadFault>> {
    const answer = await this.#ask({ method: 'HEAD', url, headers: tus }, signal)
    if (!answer.ok) return answer
    const { status, headers } = answer.value
    if (status !== 200 && status !== 204) return err(faultOfStatus(status, 'find'))
    const offset = numberIn(headers['upload-offset'])
    if (offset === undefined) return err({ kind: 'refused', status, during: 'find' })
    const isThisFile = offset <= bytes && (numberIn(headers['upload-length']) ?? bytes) === bytes
    return isThisFile ? ok(offset) : err({ kind: 'forgotten' })
  }

  /** Sends bytes from an offset on; gives the offset that the server then has. */
  async append(
    { url, offset }: UploadPlace,
    body: Uint8Array,
    delivered: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<Result<number, UploadFault>> {
    const type = { 'content-type': 'application/offset+octet-stream' }
    const headers = { ...tus, ...type, 'upload-offset': String(offset) }
    const request = { method: 'PATCH', url, headers, body } as const
    const startMs = this.#clock.monotonicMs()
    const answer = this.canWatch
      ? await this.#watched({ ...request, body }, delivered, signal)
      : await this.within(this.pace.chunkDeadlineMs(body.length), request, signal)
    if (!answer.ok) {
      this.pace.chunkLost()
      return answer
    }
    const { status } = answer.value
    if (status !== 204) return err(faultOfStatus(status, 'send'))
    const reached = numberIn(answer.value.headers['upload-offset'])
    // An answer that names no progress is not from a tus server, or would be asked for ever.
    if (reached === undefined || reached <= offset || reached > offset + body.length)
      return err({ kind: 'refused', status, during: 'send' })
    this.pace.chunkArrived(body.length, this.#clock.monotonicMs() - startMs)
    return ok(reached)
  }

  /** Any request to the office that is given so long. */
  async within(
    ms: number,
    request: HttpRequest,
    signal: AbortSignal,
    limitBytes?: number,
  ): Promise<Result<HttpAnswer, HttpFault | { readonly kind: 'too-slow' }>> {
    using deadline = this.#clock.deadline(ms, signal)
    const fresh = this.#doubtful ? { fresh: true } : {}
    const answer = await this.#http.send({ ...request, ...fresh }, deadline.signal, limitBytes)
    const tooSlow = !answer.ok && answer.fault.kind === 'cancelled' && deadline.expired
    this.#doubtful = answer.ok ? false : tooSlow || answer.fault.kind === 'unreachable' || this.#doubtful
    return tooSlow ? err({ kind: 'too-slow' }) : answer
  }

  async #watched(
    request: HttpRequest & { readonly body: Uint8Array },
    delivered: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<Result<HttpAnswer, UploadFault>> {
    const watch = new DeliveryWatch(this.#clock, this.pace, request.body.length)
    const over = new AbortController()
    const dead = new AbortController()
    void watch
      .untilDead((stop) => this.#isThere(stop), AbortSignal.any([signal, over.signal]))
      .then(() => dead.abort())
    const told = (bytes: number) => {
      watch.heard(bytes)
      delivered(bytes)
    }
    const longestMs = 30_000 + (request.body.length * 1_000) / slowestBytesPerSecond
    const stop = AbortSignal.any([signal, dead.signal])
    const answer = await this.within(longestMs, { ...request, delivered: told }, stop)
    over.abort()
    // The connection on which the probe was answered is a good one to go on with.
    const died = !answer.ok && answer.fault.kind === 'cancelled' && !signal.aborted
    return died ? err({ kind: 'too-slow' }) : answer
  }

  // Asks what no upload minds: OPTIONS takes no lock.
  async #isThere(signal: AbortSignal): Promise<boolean> {
    const request = { method: 'OPTIONS', url: this.#endpoint, headers: tus, fresh: true } as const
    const answer = await this.within(this.pace.answerDeadlineMs, request, signal)
    return answer.ok && answer.value.headers['tus-version'] !== undefined
  }

  async #ask(request: HttpRequest, signal: AbortSignal): Promise<Result<HttpAnswer, UploadFault>> {
    const startMs = this.#clock.monotonicMs()
    const answer = await this.within(this.pace.answerDeadlineMs, request, signal)
    if (answer.ok) this.pace.heardAnswer(this.#clock.monotonicMs() - startMs)
    else if (answer.fault.kind === 'too-slow') this.pace.missedAnswer()
    return answer
  }
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function encodeMetadata(metadata: Readonly<Record<string, string>>): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
}
