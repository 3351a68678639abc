import type { Clock } from '../../contract/clock.ts'
import type { Damage, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { SerialLine } from '../../contract/serial-line.ts'
import { lineFault } from '../scanner/line-fault.ts'
import { awaitQuiet, createDeadlineReader } from '../scanner/read-with-deadline.ts'
import { writeWithDeadline } from '../scanner/write-with-deadline.ts'
import { createGtParser, encodeGtCommand, encodeGtData, type GtResponse } from './gt-frame.ts'

/** Asks for the outcome of a command; a refusal is an answer, too. */
export type GtAsk = (
  command: number,
  parameter: number,
  timeoutMs: number,
  signal: AbortSignal,
) => Promise<Result<GtResponse, ScannerFault>>

/** Commands, responses and data over one line: one at a time, every wait with a deadline. */
export interface GtLink {
  readonly line: SerialLine
  /** Bytes both ways since the line was opened. */
  readonly wireBytes: number
  /** Sends a command. A damaged response is asked for once more, after a quiet line. */
  readonly ask: GtAsk
  /**
   * The data frame that follows an acknowledgement. One 16-bit sum covers it all: every single flipped bit is
   * caught, but two opposite flips of bits of one weight cancel out and no host can tell.
   */
  collect(
    dataBytes: number,
    signal: AbortSignal,
    onRead?: (share: number) => void,
  ): Promise<Result<Uint8Array, ScannerFault>>
  /** Sends a data frame and waits for the second response. */
  sendData(
    data: Uint8Array,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Result<GtResponse, ScannerFault>>
  quieten(signal: AbortSignal): Promise<void>
}

// The longest silence is more than an image takes at 115,200 baud.
const quiet = { quietMs: 300, longestMs: 8_000 } as const
const idleBetweenBytesMs = 300

export function createGtLink(line: SerialLine, clock: Clock): GtLink {
  return new OpenLink(line, clock)
}

class OpenLink implements GtLink {
  readonly line: SerialLine
  wireBytes = 0
  readonly #clock: Clock
  readonly #parser = createGtParser()
  #overdue = false

  constructor(line: SerialLine, clock: Clock) {
    this.line = line
    this.#clock = clock
  }

  readonly ask: GtAsk = async (command, parameter, timeoutMs, signal) => {
    if (this.#overdue) await this.quieten(signal)
    let answer = await this.#askOnce(command, parameter, timeoutMs, signal)
    if (!answer.ok && answer.fault.kind === 'garbled') {
      await this.quieten(signal)
      answer = await this.#askOnce(command, parameter, timeoutMs, signal)
    }
    this.#overdue = !answer.ok
    return answer
  }

  async collect(
    dataBytes: number,
    signal: AbortSignal,
    onRead: (share: number) => void = () => undefined,
  ): Promise<Result<Uint8Array, ScannerFault>> {
    const wireMs = (dataBytes * 10_000) / this.line.baud
    const limits = { idleMs: idleBetweenBytesMs, totalMs: 1.5 * wireMs + 1_000 }
    using reader = createDeadlineReader(this.line, this.#clock, limits, signal)
    const before = this.wireBytes
    const fail = (fault: ScannerFault) => {
      this.#overdue = true
      return err(fault)
    }
    const garbled = (damage: Damage) =>
      fail({ kind: 'garbled', damage, bytes: Math.min(dataBytes, this.wireBytes - before) })
    for (;;) {
      const finding = this.#parser.next(dataBytes)
      if (finding?.found === 'data') return ok(finding.bytes.slice())
      if (finding?.found === 'garbage') return garbled(finding.why)
      if (finding) return garbled('stray-answer')
      onRead(Math.min(1, (this.wireBytes - before) / dataBytes))
      const bytes = await reader.read()
      if (!bytes.ok) return bytes.fault.kind === 'silent' ? garbled('short') : fail(bytes.fault)
      this.#push(bytes.value)
    }
  }

  async sendData(
    data: Uint8Array,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Result<GtResponse, ScannerFault>> {
    const sent = await this.#write(encodeGtData(data), signal)
    const answer = sent.ok ? await this.#awaitResponse(timeoutMs, signal) : sent
    this.#overdue = !answer.ok
    return answer
  }

  async quieten(signal: AbortSignal): Promise<void> {
    await awaitQuiet(this.line, this.#clock, quiet, signal)
    this.#parser.reset()
    this.#overdue = signal.aborted
  }

  #push(bytes: Uint8Array): void {
    this.wireBytes += bytes.length
    this.#parser.push(bytes)
  }

  async #askOnce(command: number, parameter: number, timeoutMs: number, signal: AbortSignal) {
    this.#parser.reset()
    const cleared = await this.line.discard()
    if (!cleared.ok) return err(lineFault(cleared.fault, this.line.path))
    const sent = await this.#write(encodeGtCommand(command, parameter), signal)
    return sent.ok ? this.#awaitResponse(timeoutMs, signal) : sent
  }

  async #write(bytes: Uint8Array, signal: AbortSignal): Promise<Result<void, ScannerFault>> {
    this.wireBytes += bytes.length
    return writeWithDeadline(this.line, this.#clock, bytes, signal)
  }

  async #awaitResponse(timeoutMs: number, signal: AbortSignal): Promise<Result<GtResponse, ScannerFault>> {
    const limits = { idleMs: timeoutMs, totalMs: timeoutMs }
    using reader = createDeadlineReader(this.line, this.#clock, limits, signal)
    let damage: Damage | undefined
    for (;;) {
      const bytes = await reader.read()
      if (!bytes.ok) {
        return damage && bytes.fault.kind === 'silent' ? err({ kind: 'garbled', damage, bytes: 0 }) : bytes
      }
      this.#push(bytes.value)
      for (let finding = this.#parser.next(); finding; finding = this.#parser.next()) {
        if (finding.found === 'response') return ok(finding.response)
        if (finding.found === 'echo') return err({ kind: 'garbled', damage: 'echo', bytes: 0 })
        if (finding.found === 'garbage') damage ??= finding.why === 'kind' ? 'stray-data' : finding.why
      }
    }
  }
}
