const leastChunkBytes = 4 * 1024
const mostChunkBytes = 256 * 1024
const aimedChunkMs = 4_000
const successesToGrow = 3

/**
 * The sender's measurements of its link, and their consequences: how much to send in one request, and how
 * long to wait. Figures of forward.md 2.5 and 5.1, where a link of 8 kB/s with 800 ms round trip was measured.
 */
export class LinkPace {
  // Until something is known: a bad link, on which a new connection takes its time.
  #answerMs = 3_000
  #bytesPerSecond = 8_000
  #gapMs = 0
  #chunkBytes = 32 * 1024
  #successes = 0

  /** A small request took so long, with its connection if it needed one. */
  heardAnswer(ms: number): void {
    this.#answerMs = Math.max(ms, this.#answerMs * 0.75)
  }

  /** A small request was not answered in time: perhaps the server only needs longer. */
  missedAnswer(): void {
    this.#answerMs = Math.min(10_000, this.#answerMs * 1.5)
  }

  /** For a request and an answer without a body. */
  get answerDeadlineMs(): number {
    return clamp(this.#answerMs * 3, 5_000, 30_000)
  }

  /** For a chunk: two round trips and two and a half times its own time. */
  chunkDeadlineMs(bytes: number): number {
    return clamp(2 * this.#answerMs + (2.5 * bytes * 1_000) / this.#bytesPerSecond, 8_000, 30_000)
  }

  /** About four seconds of the link, so that little is lost with a chunk. */
  get chunkBytes(): number {
    return this.#chunkBytes
  }

  chunkArrived(bytes: number, ms: number): void {
    this.#bytesPerSecond += ((bytes * 1_000) / Math.max(1, ms) - this.#bytesPerSecond) / 2
    this.#successes += 1
    if (this.#successes < successesToGrow) return
    this.#successes = 0
    const aimed = (this.#bytesPerSecond * aimedChunkMs) / 1_000
    this.#chunkBytes = clamp(Math.min(aimed, this.#chunkBytes * 2), leastChunkBytes, mostChunkBytes)
  }

  chunkLost(): void {
    this.#successes = 0
    this.#chunkBytes = Math.max(leastChunkBytes, this.#chunkBytes / 2)
  }

  /** The far end was quiet for so long while bytes were on their way, and went on. */
  heardGap(ms: number): void {
    this.#gapMs = Math.max(ms, this.#gapMs * 0.99)
  }

  /** A connection quiet for longer than this is asked about. A needless question costs one small request. */
  get doubtMs(): number {
    return clamp(this.#gapMs * 2, 1_500, 10_000)
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
