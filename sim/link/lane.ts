import type { Clock } from '../../hal/contract/clock.ts'

// A pause shorter than this between two turns is the lateness of this machine, not of the sender, and is made up for.
const latenessMs = 200

// A drip is a link at the edge of its reach.
const dripShare = 1 / 20

/** One direction of a link: its connections take turns and share its rate. */
export class Lane {
  readonly #clock: Clock
  readonly #bytesPerSecond: number
  readonly #delayMs: number
  #freeAtMs = Number.NEGATIVE_INFINITY
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

  /** Waits for a turn and until so many bytes have set out; gives the time at which they will arrive. */
  async setOut(bytes: number, signal: AbortSignal): Promise<number> {
    const nowMs = this.#clock.monotonicMs()
    const isBusy = nowMs - this.#freeAtMs < latenessMs
    const startMs = Math.max(isBusy ? this.#freeAtMs : nowMs, this.#blockedUntilMs)
    const share = startMs < this.#drippingUntilMs ? dripShare : 1
    this.#freeAtMs = startMs + (bytes * 1_000) / (this.#bytesPerSecond * share)
    const leftMs = this.#freeAtMs
    await this.#sleepUntil(leftMs, signal)
    return leftMs + this.#delayMs
  }

  /** Waits until what set out has arrived. */
  async arrive(atMs: number, signal: AbortSignal): Promise<void> {
    await this.#sleepUntil(atMs, signal)
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
