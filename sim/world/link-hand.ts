import type { Clock } from '../../hal/contract/clock.ts'
import type { Http, HttpAnswer, HttpFault, HttpRequest } from '../../hal/contract/http.ts'
import { err, type Result } from '../../hal/contract/result.ts'

const oneWayMs = 120

/** The link between kiosk and office under the world's hands. */
export class LinkHand implements Http {
  readonly #clock: Clock
  readonly #office: Http
  readonly #bytesPerSecond: number
  #downUntilMs = 0
  #answersToLose = 0

  /** Each way; a request or an answer that is on its way while the link goes down is lost. */
  constructor(clock: Clock, office: Http, bytesPerSecond = Number.POSITIVE_INFINITY) {
    this.#clock = clock
    this.#office = office
    this.#bytesPerSecond = bytesPerSecond
  }

  cutFor(ms: number): void {
    this.#downUntilMs = Math.max(this.#downUntilMs, this.#clock.monotonicMs() + ms)
  }

  /** The office carries out the next requests, `times` of them, and its answers are lost. */
  loseAnswers(times: number): void {
    this.#answersToLose += times
  }

  mend(): void {
    this.#downUntilMs = 0
    this.#answersToLose = 0
  }

  async send(
    request: HttpRequest,
    signal: AbortSignal,
    limitBytes?: number,
  ): Promise<Result<HttpAnswer, HttpFault>> {
    if (this.#isDown) await this.#clock.sleep(oneWayMs, signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
    if (this.#isDown) return err({ kind: 'unreachable', detail: 'EHOSTUNREACH' })
    await this.#carry(request.body?.length ?? 0, signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
    const answer = await Promise.race([this.#office.send(request, signal, limitBytes), cancelled(signal)])
    await this.#carry(answer.ok ? answer.value.body.length : 0, signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
    if (this.#answersToLose === 0) return answer
    this.#answersToLose -= 1
    return err({ kind: 'unreachable', detail: 'ECONNRESET' })
  }

  get #isDown(): boolean {
    return this.#clock.monotonicMs() < this.#downUntilMs
  }

  // Bytes that a link swallows as it goes down are never heard of.
  async #carry(bytes: number, signal: AbortSignal): Promise<void> {
    await this.#clock.sleep(oneWayMs + (bytes * 1_000) / this.#bytesPerSecond, signal)
    if (this.#isDown) await cancelled(signal)
  }
}

// An office that lost power in the middle of a request never answers it.
function cancelled(signal: AbortSignal): Promise<Result<HttpAnswer, HttpFault>> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(err({ kind: 'cancelled' }))
    signal.addEventListener('abort', () => resolve(err({ kind: 'cancelled' })), { once: true })
  })
}
