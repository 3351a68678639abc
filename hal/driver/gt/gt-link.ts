import type { Clock } from '../../contract/clock.ts'
import type { Damage, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { SerialLine } from '../../contract/serial-line.ts'
import { createDeadlineReader, transferLimits } from '../scanner/read-with-deadline.ts'
import { type Look, RequestLink } from '../scanner/request-link.ts'
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
  drain(signal: AbortSignal): Promise<void>
}

export function createGtLink(line: SerialLine, clock: Clock): GtLink {
  return new OpenLink(line, clock)
}

class OpenLink extends RequestLink<GtResponse> implements GtLink {
  protected readonly parser = createGtParser()

  readonly ask: GtAsk = (command, parameter, timeoutMs, signal) =>
    this.request(encodeGtCommand(command, parameter), timeoutMs, signal)

  async collect(
    dataBytes: number,
    signal: AbortSignal,
    onRead: (share: number) => void = () => undefined,
  ): Promise<Result<Uint8Array, ScannerFault>> {
    return this.settle(await this.#collect(dataBytes, signal, onRead))
  }

  async sendData(
    data: Uint8Array,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Result<GtResponse, ScannerFault>> {
    const sent = await this.write(encodeGtData(data), signal)
    return this.settle(sent.ok ? await this.awaitAnswer(timeoutMs, signal) : sent)
  }

  protected look(before: Damage | undefined): Look<GtResponse> {
    let damage = before
    for (let finding = this.parser.next(); finding; finding = this.parser.next()) {
      if (finding.found === 'response') return { answer: ok(finding.response), damage }
      if (finding.found === 'echo')
        return { answer: err({ kind: 'garbled', damage: 'echo', bytes: 0 }), damage }
      if (finding.found === 'garbage') damage ??= finding.why === 'kind' ? 'stray-data' : finding.why
    }
    return { damage }
  }

  async #collect(
    dataBytes: number,
    signal: AbortSignal,
    onRead: (share: number) => void,
  ): Promise<Result<Uint8Array, ScannerFault>> {
    const wireMs = (dataBytes * 10_000) / this.line.baud
    using reader = createDeadlineReader(this.line, this.clock, transferLimits(wireMs), signal)
    const before = this.wireBytes
    const garbled = (damage: Damage) =>
      err({ kind: 'garbled', damage, bytes: Math.min(dataBytes, this.wireBytes - before) } as const)
    for (;;) {
      const finding = this.parser.next(dataBytes)
      if (finding?.found === 'data') return ok(finding.bytes.slice())
      if (finding?.found === 'garbage') return garbled(finding.why)
      if (finding) return garbled('stray-answer')
      onRead(Math.min(1, (this.wireBytes - before) / dataBytes))
      const bytes = await reader.read()
      if (!bytes.ok) return bytes.fault.kind === 'silent' ? garbled('short') : bytes
      this.push(bytes.value)
    }
  }
}
