import type { Clock } from '../../contract/clock.ts'
import type { Damage, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { SerialLine } from '../../contract/serial-line.ts'
import { type Look, RequestLink } from '../scanner/request-link.ts'
import {
  createEf01Parser,
  defaultAddress,
  type Ef01Finding,
  type Ef01Parser,
  encodeFrame,
} from './ef01-frame.ts'
import { mostImageBytes } from './ef01-geometry.ts'
import {
  collectData,
  type Ef01Amount,
  type Ef01Data,
  largestFrameWireBytes,
  mostWireBytes,
} from './ef01-transfer.ts'

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
  readonly foreignAddress: number | undefined
  /** Bytes both ways since the line was opened. */
  readonly wireBytes: number
  /**
   * Sends a command and waits for its acknowledgement. A damaged answer is asked for once more. After a
   * failure it first waits for a quiet line: a late answer must not pass for the next one.
   */
  readonly ask: Ask
  /** As `ask` but without that first wait: for a question whose late answer is as good as a new one. */
  readonly probe: Ask
  /** Collects data frames up to the last one, or up to silence. */
  collect(
    amount: Ef01Amount,
    signal: AbortSignal,
    onRead?: (share: number) => void,
  ): Promise<Result<Ef01Data, ScannerFault>>
  /** Sends data frames of at most `frameBytes`. */
  sendData(bytes: Uint8Array, frameBytes: number, signal: AbortSignal): Promise<Result<void, ScannerFault>>
  /** Waits until the line has been quiet; gives up on one that never is. */
  drain(signal: AbortSignal): Promise<void>
}

export function createEf01Link(line: SerialLine, clock: Clock, address = defaultAddress): Ef01Link {
  return new OpenLink(line, clock, address)
}

class OpenLink extends RequestLink<Answer> implements Ef01Link {
  address: number
  foreignAddress: number | undefined
  protected readonly parser: Ef01Parser = createEf01Parser()
  protected readonly longest = { wireBytes: mostWireBytes(mostImageBytes), frameBytes: largestFrameWireBytes }

  constructor(line: SerialLine, clock: Clock, address: number) {
    super(line, clock)
    this.address = address
  }

  readonly ask: Ask = (payload, timeoutMs, signal) => this.request(this.#command(payload), timeoutMs, signal)

  readonly probe: Ask = (payload, timeoutMs, signal) =>
    this.requestAtOnce(this.#command(payload), timeoutMs, signal)

  async collect(
    amount: Ef01Amount,
    signal: AbortSignal,
    onRead?: (share: number) => void,
  ): Promise<Result<Ef01Data, ScannerFault>> {
    return this.settle(await collectData(this.line, this.clock, this, amount, signal, onRead))
  }

  async sendData(
    bytes: Uint8Array,
    frameBytes: number,
    signal: AbortSignal,
  ): Promise<Result<void, ScannerFault>> {
    for (let at = 0; at < bytes.length; at += frameBytes) {
      const kind = at + frameBytes >= bytes.length ? 'last-data' : 'data'
      const frame = encodeFrame(kind, bytes.subarray(at, at + frameBytes), this.address)
      const sent = await this.write(frame, signal)
      if (!sent.ok) return sent
    }
    return ok()
  }

  /** The next finding; a frame of another address is garbage of its own kind. */
  next(): Ef01Finding | 'stranger' | undefined {
    const finding = this.parser.next()
    if (finding?.found !== 'frame' || finding.frame.address === this.address) return finding
    this.foreignAddress = finding.frame.address
    return 'stranger'
  }

  protected look(before: Damage | undefined): Look<Answer> {
    let damage = before
    for (let finding = this.next(); finding; finding = this.next()) {
      if (finding === 'stranger') damage = 'stranger'
      else if (finding.found === 'garbage') damage ??= finding.why
      else if (finding.frame.kind === 'command')
        return { answer: err({ kind: 'garbled', damage: 'echo', bytes: 0 }), damage }
      else if (finding.frame.kind === 'acknowledge')
        return { answer: ok(answerOf(finding.frame.payload)), damage }
      // Data of a transfer that was given up: the part is still sending.
      else damage = 'stray-data'
    }
    return { damage }
  }

  #command(payload: readonly number[]): Uint8Array {
    return encodeFrame('command', payload, this.address)
  }
}

// The payload is lent by the parser; an answer outlives it.
function answerOf(payload: Uint8Array): Answer {
  return { code: payload[0] ?? 0xff, rest: payload.slice(1) }
}
