const leastBytes = 16 * 1024
const mostBytes = 4 * 1024 * 1024
const spanMs = 1_000

/**
 * How many bytes of one body may be under way: twice as many when the far end takes them faster than they come,
 * half as many when it would need more than four seconds for them.
 */
export class SendWindow {
  bytes = leastBytes
  #spanStartMs: number
  #arrivedAtStart = 0

  constructor(nowMs: number) {
    this.#spanStartMs = nowMs
  }

  /** The number of bytes that have arrived by now, and of those under way. */
  look(nowMs: number, arrivedBytes: number, waitingBytes: number): void {
    if (arrivedBytes > 0 && waitingBytes < this.bytes / 4) this.bytes = Math.min(mostBytes, this.bytes * 2)
    if (nowMs - this.#spanStartMs < spanMs) return
    if ((arrivedBytes - this.#arrivedAtStart) * 4 < this.bytes)
      this.bytes = Math.max(leastBytes, this.bytes / 2)
    this.#spanStartMs = nowMs
    this.#arrivedAtStart = arrivedBytes
  }
}
