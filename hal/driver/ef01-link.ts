import { createEf01Parser, defaultAddress, type Ef01Frame, encodeFrame } from '../codec/ef01-frame.ts'
import type { Clock } from '../contract/clock.ts'
import type { ScannerFault } from '../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../contract/result.ts'
import type { SerialLine } from '../contract/serial-line.ts'

/** An answer of the part: its confirmation code and what followed it. */
export interface Answer {
  readonly code: number
  readonly rest: Uint8Array
}

/** Requests and answers over one line: one at a time, every wait with a deadline, every frame verified. */
export interface Ef01Link {
  readonly line: SerialLine
  /**
   * Sends a command and waits for its acknowledgement. A damaged answer is asked for once more. After a
   * failure it first waits for a quiet line: what comes too late must not pass for the next answer.
   */
  ask(payload: Uint8Array, timeoutMs: number, signal: AbortSignal): Promise<Result<Answer, ScannerFault>>
  /** As `ask` but without that first wait: for a question whose late answer is as good as a new one. */
  probe(payload: Uint8Array, timeoutMs: number, signal: AbortSignal): Promise<Result<Answer, ScannerFault>>
  /** Collects data frames up to the last one. `expectedBytes` also bounds the time by the wire. */
  collect(expectedBytes: number, signal: AbortSignal): Promise<Result<Uint8Array, ScannerFault>>
  /** Sends data frames of at most `frameBytes`. */
  sendData(bytes: Uint8Array, frameBytes: number): Promise<Result<void, ScannerFault>>
  /** Waits until the line has been quiet; gives up on one that never is. */
  quieten(signal: AbortSignal): Promise<void>
}

const quietMs = 300
// Longer than the largest image of the family at 57,600 baud takes (fingerprint.md section 9).
const longestQuietenMs = 8_000
const idleBetweenBytesMs = 300

export function createEf01Link(line: SerialLine, clock: Clock): Ef01Link {
  const parser = createStash(createEf01Parser())
  const write = async (bytes: Uint8Array): Promise<Result<void, ScannerFault>> => {
    const written = await line.write(bytes)
    return written.ok ? ok() : err(lineFault(written.fault.kind))
  }
  const askOnce = async (payload: Uint8Array, timeoutMs: number, signal: AbortSignal) => {
    parser.reset()
    const cleared = await line.discard()
    if (!cleared.ok) return err(lineFault(cleared.fault.kind))
    const sent = await write(encodeFrame('command', payload))
    return sent.ok ? awaitAnswer(line, clock, parser, timeoutMs, signal) : sent
  }
  // Something asked for before may still be on its way: an answer, or the rest of an image given up.
  let overdue = false
  const quieten = async (signal: AbortSignal) => {
    using total = clock.deadline(longestQuietenMs, signal)
    for (;;) {
      using quiet = clock.deadline(quietMs, total.signal)
      const more = await line.read(quiet.signal)
      if (!more.ok) break
    }
    parser.reset()
    overdue = signal.aborted
  }
  const probe = async (payload: Uint8Array, timeoutMs: number, signal: AbortSignal) => {
    let answer = await askOnce(payload, timeoutMs, signal)
    if (!answer.ok && answer.fault.kind === 'garbled') {
      await quieten(signal)
      answer = await askOnce(payload, timeoutMs, signal)
    }
    overdue = !answer.ok
    return answer
  }
  return {
    line,
    probe,
    async ask(payload, timeoutMs, signal) {
      if (overdue) await quieten(signal)
      return probe(payload, timeoutMs, signal)
    },
    async collect(expectedBytes, signal) {
      const data = await collectData(line, clock, parser, expectedBytes, signal)
      overdue = !data.ok
      return data
    },
    async sendData(bytes, frameBytes) {
      for (let at = 0; at < bytes.length; at += frameBytes) {
        const kind = at + frameBytes >= bytes.length ? 'last-data' : 'data'
        const sent = await write(encodeFrame(kind, bytes.subarray(at, at + frameBytes), defaultAddress))
        if (!sent.ok) return sent
      }
      return ok()
    },
    quieten,
  }
}

type Finding = ReturnType<ReturnType<typeof createEf01Parser>['push']>[number]

/** The parser, and findings that came in the same portion as an answer and belong to what follows it. */
interface Parser {
  stash: Finding[]
  push(bytes: Uint8Array): Finding[]
  reset(): void
}

function createStash(parser: ReturnType<typeof createEf01Parser>): Parser {
  return {
    stash: [],
    push: (bytes) => parser.push(bytes),
    reset() {
      this.stash = []
      parser.reset()
    },
  }
}

async function awaitAnswer(
  line: SerialLine,
  clock: Clock,
  parser: Parser,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Result<Answer, ScannerFault>> {
  using deadline = clock.deadline(timeoutMs, signal)
  let damage = ''
  for (;;) {
    const bytes = await line.read(deadline.signal)
    if (!bytes.ok) {
      if (bytes.fault.kind !== 'cancelled') return err(lineFault(bytes.fault.kind))
      if (!deadline.expired) return err({ kind: 'cancelled' })
      return err(damage ? { kind: 'garbled', detail: damage } : { kind: 'silent' })
    }
    const findings = parser.push(bytes.value)
    for (const [index, finding] of findings.entries()) {
      if (finding.found === 'garbage') damage ||= finding.why === 'noise' ? 'noise' : `bad ${finding.why}`
      if (finding.found !== 'frame') continue
      if (finding.frame.kind === 'command') return err({ kind: 'garbled', detail: 'echo of our own command' })
      if (finding.frame.kind === 'acknowledge') {
        parser.stash = findings.slice(index + 1)
        return ok(answerOf(finding.frame))
      }
      // Data of a transfer that was given up: the part is still sending.
      damage = 'data where an answer was due'
    }
  }
}

function answerOf(frame: Ef01Frame): Answer {
  return { code: frame.payload[0] ?? 0xff, rest: frame.payload.subarray(1) }
}

async function collectData(
  line: SerialLine,
  clock: Clock,
  parser: Parser,
  expectedBytes: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array, ScannerFault>> {
  // The smallest frames carry 32 bytes in 43; one and a half times the wire and a second on top.
  const wireMs = (expectedBytes * (43 / 32) * 10_000) / line.baud
  using total = clock.deadline(1.5 * wireMs + 1_000, signal)
  const collected = new Uint8Array(expectedBytes)
  let length = 0
  const garbled = (detail: string) => err({ kind: 'garbled', detail })
  let findings = parser.stash
  parser.stash = []
  for (;;) {
    for (const finding of findings) {
      if (finding.found === 'garbage') return garbled(`bad ${finding.why} after ${length} bytes`)
      if (finding.found === 'stranger') return garbled('frame for another address')
      const { kind, payload } = finding.frame
      if (kind !== 'data' && kind !== 'last-data') return garbled(`${kind} inside data`)
      if (length + payload.length > expectedBytes) return garbled('more bytes than the image has')
      collected.set(payload, length)
      length += payload.length
      if (kind === 'last-data') {
        return length === expectedBytes ? ok(collected) : garbled(`${length} of ${expectedBytes} bytes`)
      }
    }
    using idle = clock.deadline(idleBetweenBytesMs, total.signal)
    const bytes = await line.read(idle.signal)
    if (!bytes.ok) {
      if (bytes.fault.kind !== 'cancelled') return err(lineFault(bytes.fault.kind))
      if (!idle.expired && !total.expired) return err({ kind: 'cancelled' })
      return garbled(`${length} of ${expectedBytes} bytes, then nothing`)
    }
    findings = parser.push(bytes.value)
  }
}

function lineFault(kind: string): ScannerFault {
  return kind === 'gone' || kind === 'missing' ? { kind: 'unplugged' } : { kind: 'silent' }
}
