import type { Clock } from '../../contract/clock.ts'
import type { Damage, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { SerialLine } from '../../contract/serial-line.ts'
import { lineFault } from '../scanner/line-fault.ts'
import { awaitQuiet, createDeadlineReader } from '../scanner/read-with-deadline.ts'
import { writeWithDeadline } from '../scanner/write-with-deadline.ts'
import {
  createEf01Parser,
  defaultAddress,
  type Ef01Finding,
  type Ef01Kind,
  type Ef01Parser,
  encodeFrame,
} from './ef01-frame.ts'
import { collectData, type Ef01Amount } from './ef01-transfer.ts'

/** An answer of the part: its confirmation code and what followed it. */
export interface Answer {
  readonly code: number
  readonly rest: Uint8Array
}

export type Ask = (
  payload: readonly number[],
  timeoutMs: number,
  signal: AbortSignal,
) => Promise<Result<Answer, ScannerFault>>

/** Requests and answers over one line: one at a time, every wait with a deadline, every frame verified. */
export interface Ef01Link {
  readonly line: SerialLine
  /** Address of the part; frames of any other are not taken. */
  address: number
  /** Last other address that was seen. */
  readonly stranger: number | undefined
  /** Bytes both ways since the line was opened. */
  readonly wireBytes: number
  /**
   * Sends a command and waits for its acknowledgement. A damaged answer is asked for once more. After a
   * failure it first waits for a quiet line: a late answer must not pass for the next one.
   */
  readonly ask: Ask
  /** As `ask` but without that first wait: for a question whose late answer is as good as a new one. */
  readonly probe: Ask
  /** Collects data frames up to the last one. */
  collect(
    amount: Ef01Amount,
    signal: AbortSignal,
    onRead?: (share: number) => void,
  ): Promise<Result<Uint8Array, ScannerFault>>
  /** Sends data frames of at most `frameBytes`. */
  sendData(bytes: Uint8Array, frameBytes: number, signal: AbortSignal): Promise<Result<void, ScannerFault>>
  /** Waits until the line has been quiet; gives up on one that never is. */
  quieten(signal: AbortSignal): Promise<void>
}

// The longest silence is more than the largest image of the family takes at 57,600 baud.
const quiet = { quietMs: 300, longestMs: 8_000 } as const

export function createEf01Link(line: SerialLine, clock: Clock, address = defaultAddress): Ef01Link {
  return new OpenLink(line, clock, address)
}

class OpenLink implements Ef01Link {
  readonly line: SerialLine
  address: number
  stranger: number | undefined
  wireBytes = 0
  readonly #clock: Clock
  readonly #parser: Ef01Parser = createEf01Parser()
  // Something asked for before may still be on its way: an answer, or the rest of an image given up.
  #overdue = false

  constructor(line: SerialLine, clock: Clock, address: number) {
    this.line = line
    this.address = address
    this.#clock = clock
  }

  readonly ask: Ask = async (payload, timeoutMs, signal) => {
    if (this.#overdue) await this.quieten(signal)
    return this.probe(payload, timeoutMs, signal)
  }

  readonly probe: Ask = async (payload, timeoutMs, signal) => {
    let answer = await this.#askOnce(payload, timeoutMs, signal)
    if (!answer.ok && answer.fault.kind === 'garbled') {
      await this.quieten(signal)
      answer = await this.#askOnce(payload, timeoutMs, signal)
    }
    this.#overdue = !answer.ok
    return answer
  }

  async collect(
    amount: Ef01Amount,
    signal: AbortSignal,
    onRead?: (share: number) => void,
  ): Promise<Result<Uint8Array, ScannerFault>> {
    const data = await collectData(this.line, this.#clock, this, amount, signal, onRead)
    this.#overdue = !data.ok
    return data
  }

  async sendData(
    bytes: Uint8Array,
    frameBytes: number,
    signal: AbortSignal,
  ): Promise<Result<void, ScannerFault>> {
    for (let at = 0; at < bytes.length; at += frameBytes) {
      const kind = at + frameBytes >= bytes.length ? 'last-data' : 'data'
      const sent = await this.#write(kind, bytes.subarray(at, at + frameBytes), signal)
      if (!sent.ok) return sent
    }
    return ok()
  }

  async quieten(signal: AbortSignal): Promise<void> {
    await awaitQuiet(this.line, this.#clock, quiet, signal)
    this.#parser.reset()
    this.#overdue = signal.aborted
  }

  push(bytes: Uint8Array): void {
    this.wireBytes += bytes.length
    this.#parser.push(bytes)
  }

  /** The next finding; a frame of another address is garbage of its own kind. */
  next(): Ef01Finding | 'stranger' | undefined {
    const finding = this.#parser.next()
    if (finding?.found !== 'frame' || finding.frame.address === this.address) return finding
    this.stranger = finding.frame.address
    return 'stranger'
  }

  async #askOnce(payload: readonly number[], timeoutMs: number, signal: AbortSignal) {
    this.#parser.reset()
    const cleared = await this.line.discard()
    if (!cleared.ok) return err(lineFault(cleared.fault, this.line.path))
    const sent = await this.#write('command', payload, signal)
    return sent.ok ? this.#awaitAnswer(timeoutMs, signal) : sent
  }

  async #write(
    kind: Ef01Kind,
    payload: Uint8Array | readonly number[],
    signal: AbortSignal,
  ): Promise<Result<void, ScannerFault>> {
    const bytes = encodeFrame(kind, payload, this.address)
    this.wireBytes += bytes.length
    return writeWithDeadline(this.line, this.#clock, bytes, signal)
  }

  async #awaitAnswer(timeoutMs: number, signal: AbortSignal): Promise<Result<Answer, ScannerFault>> {
    using reader = createDeadlineReader(
      this.line,
      this.#clock,
      { idleMs: timeoutMs, totalMs: timeoutMs },
      signal,
    )
    let damage: Damage | undefined
    for (;;) {
      const bytes = await reader.read()
      if (!bytes.ok) {
        return damage && bytes.fault.kind === 'silent' ? err({ kind: 'garbled', damage, bytes: 0 }) : bytes
      }
      this.push(bytes.value)
      for (let finding = this.next(); finding; finding = this.next()) {
        if (finding === 'stranger') damage = 'stranger'
        else if (finding.found === 'garbage') damage ??= finding.why
        else if (finding.frame.kind === 'command') {
          return err({ kind: 'garbled', damage: 'echo', bytes: 0 })
        } else if (finding.frame.kind === 'acknowledge') return ok(answerOf(finding.frame.payload))
        // Data of a transfer that was given up: the part is still sending.
        else damage = 'stray-data'
      }
    }
  }
}

// The payload is lent by the parser; an answer outlives it.
function answerOf(payload: Uint8Array): Answer {
  return { code: payload[0] ?? 0xff, rest: payload.slice(1) }
}
