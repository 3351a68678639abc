import type { Clock } from '../../hal/contract/clock.ts'
import type { Http, HttpAnswer, HttpFault, HttpRequest } from '../../hal/contract/http.ts'
import { err, type Result } from '../../hal/contract/result.ts'

const oneWayMs = 120

/** The road between kiosk and office under the world's hands. */
export class LinkHand implements Http {
  readonly #clock: Clock
  readonly #office: Http
  #downUntilMs = 0
  #answersToLose = 0

  constructor(clock: Clock, office: Http) {
    this.#clock = clock
    this.#office = office
  }

  cutFor(ms: number): void {
    this.#downUntilMs = Math.max(this.#downUntilMs, this.#clock.monotonicMs() + ms)
  }

  /** The office does what the next so many requests ask, and nobody hears its answer. */
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
    await this.#clock.sleep(oneWayMs, signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
    if (this.#clock.monotonicMs() < this.#downUntilMs)
      return err({ kind: 'unreachable', detail: 'EHOSTUNREACH' })
    const answer = await Promise.race([this.#office.send(request, signal, limitBytes), cancelled(signal)])
    await this.#clock.sleep(oneWayMs, signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
    if (this.#answersToLose === 0) return answer
    this.#answersToLose -= 1
    return err({ kind: 'unreachable', detail: 'ECONNRESET' })
  }
}

// An office that lost power in the middle of a request never answers it.
function cancelled(signal: AbortSignal): Promise<Result<HttpAnswer, HttpFault>> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(err({ kind: 'cancelled' })), { once: true })
  })
}
