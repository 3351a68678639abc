import type { Clock } from '../../hal/contract/clock.ts'

// A drip is a link at the edge of its reach.
const dripShare = 1 / 20

/** One direction of a link: its connections take turns and share its rate. */
export class Lane {
  readonly #clock: Clock
  readonly #bytesPerSecond: number
  readonly #delayMs: number
  #freeAtMs = 0
  #blockedUntilMs = 0
  #drippingUntilMs = 0

  constructor(clock: Clock, bytesPerSecond: number, delayMs: number) {
    this.#clock = clock
    this.#bytesPerSecond = bytesPerSecond
    this.#delayMs = delayMs
  }

  /** Most bytes that go in one turn: 50 ms of the link's time, so that turns are short. */
  get turnBytes(): number {
    return Math.max(1, Math.round(this.#bytesPerSecond / 20))
  }

  /**
   * Waits for a turn and until that many bytes have set out; gives the time at which that was. `readyMs` is when they
   * were there to go: a turn that is only woken late by a busy machine makes up for it.
   */
  async setOut(bytes: number, readyMs: number, signal: AbortSignal): Promise<number> {
    const startMs = Math.max(readyMs, this.#freeAtMs, this.#blockedUntilMs)
    const share = startMs < this.#drippingUntilMs ? dripShare : 1
    const leftMs = startMs + (bytes * 1_000) / (this.#bytesPerSecond * share)
    this.#freeAtMs = leftMs
    await this.#sleepUntil(leftMs, signal)
    return leftMs
  }

  /** Waits until what set out then has arrived. */
  async arrive(leftMs: number, signal: AbortSignal): Promise<void> {
    await this.#sleepUntil(leftMs + this.#delayMs, signal)
    while (!signal.aborted && this.#clock.monotonicMs() < this.#blockedUntilMs)
      await this.#sleepUntil(this.#blockedUntilMs, signal)
  }

  /** Nothing sets out or arrives for so long. */
  stall(ms: number): void {
    this.#blockedUntilMs = Math.max(this.#blockedUntilMs, this.#clock.monotonicMs() + ms)
  }

  drip(ms: number): void {
    this.#drippingUntilMs = Math.max(this.#drippingUntilMs, this.#clock.monotonicMs() + ms)
  }

  #sleepUntil(atMs: number, signal: AbortSignal): Promise<void> {
    const leftMs = atMs - this.#clock.monotonicMs()
    return leftMs > 0 ? this.#clock.sleep(leftMs, signal) : Promise.resolve()
  }
}
