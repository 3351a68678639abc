import type { Clock } from '../../hal/contract/clock.ts'
import { ok } from '../../hal/contract/result.ts'
import type { Watchdog } from '../../hal/contract/watchdog.ts'

/** A watchdog under a clock: its commands, and whether it bit. */
export class WatchdogTwin implements Watchdog {
  readonly timeoutMs: number
  /** Lines for staff, in order. */
  readonly said: string[] = []
  feeds = 0
  /** It would have restarted the box. */
  bitten = false
  isReady = false
  #waiting = new AbortController()
  readonly #clock: Clock

  constructor(clock: Clock, timeoutMs: number) {
    this.#clock = clock
    this.timeoutMs = timeoutMs
    void this.#wait()
  }

  async ready(status: string) {
    this.isReady = true
    this.said.push(status)
    return ok()
  }

  async feed(status: string) {
    this.feeds += 1
    this.said.push(status)
    void this.#wait()
    return ok()
  }

  async close() {
    this.#waiting.abort()
  }

  async #wait() {
    this.#waiting.abort()
    this.#waiting = new AbortController()
    const { signal } = this.#waiting
    await this.#clock.sleep(this.timeoutMs, signal)
    if (!signal.aborted) this.bitten = true
  }
}
