import type { Clock } from '../../contract/clock.ts'
import type { Damage, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { SerialLine } from '../../contract/serial-line.ts'
import { lineFault } from './line-fault.ts'
import { awaitQuiet, createDeadlineReader } from './read-with-deadline.ts'
import { wireBounds, wireMs } from './wire-bounds.ts'

/** A line that nothing but noise comes from may never be quiet: a wrong rate, a motor nearby. */
const mostNoiseMs = 8_000

/** The finding of a link in the bytes that have come: an answer, or only damage so far. */
export interface Look<Answer> {
  readonly answer?: Result<Answer, ScannerFault>
  readonly damage: Damage | undefined
}

/** Bytes on the wire of the longest transfer that a part of a family may be in the midst of, and of one frame. */
export interface LongestTransfer {
  readonly wireBytes: number
  readonly frameBytes: number
}

/** Requests and answers over one line: one at a time, every wait with a deadline. A family adds its frames. */
export abstract class RequestLink<Answer> {
  readonly line: SerialLine
  /** Bytes both ways since the line was opened. */
  wireBytes = 0
  protected readonly clock: Clock
  protected abstract readonly parser: { push(bytes: Uint8Array): void; reset(): void }
  protected abstract readonly longest: LongestTransfer
  // Something asked for before may still be on its way: an answer, or the rest of an image given up.
  #replyMayBeStale = false
  #onlyNoise = false
  // The operating system takes bytes sooner than the wire does.
  #sentAtMs = 0

  constructor(line: SerialLine, clock: Clock) {
    this.line = line
    this.clock = clock
  }

  /** Looks through all that has come; `damage` is what was found before. */
  protected abstract look(damage: Damage | undefined): Look<Answer>

  /** Waits until the line has been quiet, for the rest of a transfer at the line's own rate if it takes that long. */
  async drain(signal: AbortSignal): Promise<void> {
    const { wireBytes, frameBytes } = this.longest
    const { idleMs, totalMs } = wireBounds(this.line.baud, wireBytes, frameBytes)
    const limits = { quietMs: idleMs, longestMs: this.#onlyNoise ? Math.min(mostNoiseMs, totalMs) : totalMs }
    await awaitQuiet(this.line, this.clock, limits, signal)
    this.parser.reset()
    this.#replyMayBeStale = signal.aborted
  }

  push(bytes: Uint8Array): void {
    this.wireBytes += bytes.length
    this.parser.push(bytes)
  }

  /** As `requestAtOnce`, after a quiet line where a late answer to an earlier request could pass for this one. */
  protected async request(
    bytes: Uint8Array,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Result<Answer, ScannerFault>> {
    if (this.#replyMayBeStale) await this.drain(signal)
    return this.requestAtOnce(bytes, timeoutMs, signal)
  }

  /** Sends a request and waits for its answer. A damaged one is asked for once more, after a quiet line. */
  protected async requestAtOnce(
    bytes: Uint8Array,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Result<Answer, ScannerFault>> {
    let answer = await this.#requestOnce(bytes, timeoutMs, signal)
    if (!answer.ok && answer.fault.kind === 'garbled') {
      this.settle(answer)
      await this.drain(signal)
      answer = await this.#requestOnce(bytes, timeoutMs, signal)
    }
    return this.settle(answer)
  }

  /** Remembers of a failure that its reply may still come. */
  protected settle<Value>(outcome: Result<Value, ScannerFault>): Result<Value, ScannerFault> {
    this.#replyMayBeStale = !outcome.ok
    this.#onlyNoise = !outcome.ok && outcome.fault.kind === 'garbled' && outcome.fault.damage === 'noise'
    return outcome
  }

  protected async write(bytes: Uint8Array, signal: AbortSignal): Promise<Result<void, ScannerFault>> {
    this.wireBytes += bytes.length
    const nowMs = this.clock.monotonicMs()
    this.#sentAtMs = Math.max(nowMs, this.#sentAtMs) + wireMs(bytes.length, this.line.baud)
    return writeWithDeadline(this.line, this.clock, bytes, signal)
  }

  /** An answer within `timeoutMs` of when the last byte was on the wire, and the time of its own frame. */
  protected async awaitAnswer(timeoutMs: number, signal: AbortSignal): Promise<Result<Answer, ScannerFault>> {
    const leavingMs = Math.max(0, this.#sentAtMs - this.clock.monotonicMs())
    const limitMs = leavingMs + timeoutMs + wireMs(longestAnswerBytes, this.line.baud)
    using reader = createDeadlineReader(this.line, this.clock, { idleMs: limitMs, totalMs: limitMs }, signal)
    let damage: Damage | undefined
    for (;;) {
      const bytes = await reader.read()
      if (!bytes.ok) {
        return damage && bytes.fault.kind === 'silent' ? err({ kind: 'garbled', damage, bytes: 0 }) : bytes
      }
      this.push(bytes.value)
      const seen = this.look(damage)
      if (seen.answer) return seen.answer
      damage = seen.damage
    }
  }

  async #requestOnce(bytes: Uint8Array, timeoutMs: number, signal: AbortSignal) {
    this.parser.reset()
    const cleared = await this.line.discard()
    if (!cleared.ok) return err(lineFault(cleared.fault, this.line.path))
    const sent = await this.write(bytes, signal)
    return sent.ok ? this.awaitAnswer(timeoutMs, signal) : sent
  }
}

// The answer to ReadProdInfo: the longest of either family.
const longestAnswerBytes = 58
const writeMs = 2_000

/** Writes a whole command within two seconds; a line that takes nothing is `silent`. */
export async function writeWithDeadline(
  line: SerialLine,
  clock: Clock,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Result<void, ScannerFault>> {
  using deadline = clock.deadline(writeMs + wireMs(bytes.length, line.baud), signal)
  const written = await line.write(bytes, deadline.signal)
  if (written.ok) return ok()
  return err(deadline.expired ? { kind: 'silent' } : lineFault(written.fault, line.path))
}
