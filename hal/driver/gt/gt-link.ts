import type { Clock } from '../../contract/clock.ts'
import type { Damage, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { SerialLine } from '../../contract/serial-line.ts'
import { createDeadlineReader } from '../scanner/read-with-deadline.ts'
import { type Look, RequestLink } from '../scanner/request-link.ts'
import { wireBounds } from '../scanner/wire-bounds.ts'
import {
  createGtParser,
  encodeGtCommand,
  encodeGtData,
  type GtResponse,
  gtDataOverheadBytes,
} from './gt-frame.ts'
import { mostGtImageBytes } from './gt-geometry.ts'

/** Asks for the outcome of a command; a refusal is an answer, too. */
export type GtAsk = (
  command: number,
  parameter: number,
  timeoutMs: number,
  signal: AbortSignal,
) => Promise<Result<GtResponse, ScannerFault>>

/** How much data may come after an acknowledgement; a length other than expected is known by its sum. */
export interface GtAmount {
  readonly wholeBytes: number
  readonly mostBytes: number
}

/** Commands, responses and data over one line: one at a time, every wait with a deadline. */
export interface GtLink {
  readonly line: SerialLine
  /** Bytes both ways since the line was opened. */
  readonly wireBytes: number
  /** Sends a command. A damaged response is asked for once more, after a quiet line. */
  readonly ask: GtAsk
  /**
   * The data frame that follows an acknowledgement, of the expected length or of as much as comes before silence. One
   * 16-bit sum covers it all: every single flipped bit is caught, but two opposite flips of bits of one weight cancel
   * out and no host can tell.
   */
  collect(
    amount: GtAmount,
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
  protected readonly longest = { wireBytes: mostGtImageBytes + gtDataOverheadBytes, frameBytes: adapterBytes }

  readonly ask: GtAsk = (command, parameter, timeoutMs, signal) =>
    this.request(encodeGtCommand(command, parameter), timeoutMs, signal)

  async collect(
    amount: GtAmount,
    signal: AbortSignal,
    onRead: (share: number) => void = () => undefined,
  ): Promise<Result<Uint8Array, ScannerFault>> {
    return this.settle(await this.#collect(amount, signal, onRead))
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
    { wholeBytes, mostBytes }: GtAmount,
    signal: AbortSignal,
    onRead: (share: number) => void,
  ): Promise<Result<Uint8Array, ScannerFault>> {
    const { line, clock, parser } = this
    const bounds = wireBounds(line.baud, mostBytes + gtDataOverheadBytes, adapterBytes)
    using reader = createDeadlineReader(line, clock, bounds, signal)
    const before = this.wireBytes
    const come = () => this.wireBytes - before
    const garbled = (damage: Damage) =>
      err({ kind: 'garbled', damage, bytes: Math.min(mostBytes, come()) } as const)
    let isTried = false
    for (;;) {
      if (!parser.atData) {
        const finding = parser.next()
        if (finding) return garbled(finding.found === 'garbage' ? finding.why : 'stray-answer')
      }
      if (!isTried && parser.heldBytes >= wholeBytes + gtDataOverheadBytes) {
        const data = parser.takeData(wholeBytes)
        if (data) return ok(data.slice())
        isTried = true
      }
      if (parser.heldBytes > mostBytes + gtDataOverheadBytes) return garbled('too-long')
      onRead(Math.min(1, come() / wholeBytes))
      const bytes = await reader.read()
      if (bytes.ok) this.push(bytes.value)
      else if (bytes.fault.kind !== 'silent') return bytes
      else {
        const data = parser.takeData()
        return data ? ok(data.slice()) : garbled(isTried ? 'checksum' : 'short')
      }
    }
  }
}

// The one frame of an image arrives in what an adapter hands over at a time.
const adapterBytes = 128
