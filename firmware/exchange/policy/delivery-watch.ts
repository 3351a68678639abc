import type { Clock } from '../../../hal/contract/clock.ts'
import type { LinkPace } from './link-pace.ts'

const longestSilenceMs = 60_000
// After the last byte the server may have to flush the file before it answers.
const leastFinishMs = 5_000

/**
 * Tells a dead connection from a slow link. A connection on which nothing is acknowledged for a while is doubted:
 * `probe` asks the server something small on a new one. An answer there means that the link works and the old
 * connection does not; no answer means that the link itself is quiet, and the old one is left to go on.
 */
export class DeliveryWatch {
  readonly #clock: Clock
  readonly #pace: LinkPace
  readonly #bodyBytes: number
  #bytes = 0
  #heardAtMs: number

  constructor(clock: Clock, pace: LinkPace, bodyBytes: number) {
    this.#clock = clock
    this.#pace = pace
    this.#bodyBytes = bodyBytes
    this.#heardAtMs = clock.monotonicMs()
  }

  /** So many bytes of the body have been acknowledged. */
  heard(bytes: number): void {
    const nowMs = this.#clock.monotonicMs()
    this.#pace.heardGap(nowMs - this.#heardAtMs)
    this.#heardAtMs = nowMs
    this.#bytes = bytes
  }

  /** Resolves when the connection is taken for dead, or when `signal` aborts. */
  async untilDead(probe: (signal: AbortSignal) => Promise<boolean>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const quietMs = this.#clock.monotonicMs() - this.#heardAtMs
      if (quietMs > longestSilenceMs) return
      if (quietMs < this.#doubtMs) {
        await this.#clock.sleep(this.#doubtMs - quietMs, signal)
        continue
      }
      const heardAtMs = this.#heardAtMs
      const answered = await probe(signal)
      if (answered && this.#heardAtMs === heardAtMs) return
      if (!answered) await this.#clock.sleep(this.#doubtMs, signal)
    }
  }

  get #doubtMs(): number {
    const { doubtMs } = this.#pace
    return this.#bytes < this.#bodyBytes ? doubtMs : Math.max(doubtMs, leastFinishMs)
  }
}
