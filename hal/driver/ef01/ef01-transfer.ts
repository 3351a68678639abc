import type { Clock } from '../../contract/clock.ts'
import type { Damage, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { SerialLine } from '../../contract/serial-line.ts'
import { createDeadlineReader, transferLimits } from '../scanner/read-with-deadline.ts'
import type { Ef01Finding } from './ef01-frame.ts'

/** How much may come. The end of a transfer is its last frame, whatever was expected. */
export interface Ef01Amount {
  /** More than this is no transfer of this part. It also bounds the time, by the wire. */
  readonly mostBytes: number
  /** Some parts never send a last frame: the expected number of bytes and then silence are whole, too. */
  readonly wholeBytes: number
}

/** The stream of frames, as the link reads it. */
interface Frames {
  push(bytes: Uint8Array): void
  next(): Ef01Finding | 'stranger' | undefined
}

/** Data frames up to the last one; nothing is judged but soundness and the upper bound. */
export async function collectData(
  line: SerialLine,
  clock: Clock,
  frames: Frames,
  { mostBytes, wholeBytes }: Ef01Amount,
  signal: AbortSignal,
  onRead: (share: number) => void = () => undefined,
): Promise<Result<Uint8Array, ScannerFault>> {
  // The smallest frames carry 32 bytes in 43.
  const wireMs = (mostBytes * (43 / 32) * 10_000) / line.baud
  using reader = createDeadlineReader(line, clock, transferLimits(wireMs), signal)
  const collected = new Uint8Array(mostBytes)
  let length = 0
  const garbled = (damage: Damage) => err({ kind: 'garbled', damage, bytes: length })
  for (;;) {
    for (let finding = frames.next(); finding; finding = frames.next()) {
      if (finding === 'stranger') return garbled('stranger')
      if (finding.found === 'garbage') return garbled(finding.why)
      const { kind, payload } = finding.frame
      if (kind !== 'data' && kind !== 'last-data') return garbled('stray-answer')
      if (length + payload.length > mostBytes) return garbled('too-long')
      collected.set(payload, length)
      length += payload.length
      if (kind === 'last-data') return ok(collected.subarray(0, length))
    }
    onRead(Math.min(1, length / wholeBytes))
    const bytes = await reader.read()
    if (bytes.ok) frames.push(bytes.value)
    else if (bytes.fault.kind !== 'silent') return bytes
    else return length > 0 && length === wholeBytes ? ok(collected.subarray(0, length)) : garbled('short')
  }
}
