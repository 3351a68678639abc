import type { Clock } from '../../contract/clock.ts'
import type { Damage, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { SerialLine } from '../../contract/serial-line.ts'
import { createDeadlineReader } from '../scanner/read-with-deadline.ts'
import { wireBounds } from '../scanner/wire-bounds.ts'
import { type Ef01Finding, frameOverheadBytes } from './ef01-frame.ts'

/** How much may come. The end of a transfer is its last frame, whatever was expected. */
export interface Ef01Amount {
  /** More than this is no transfer of this part. It also bounds the time, by the wire. */
  readonly mostBytes: number
  /** Expected; only the share that has come is told by it. */
  readonly wholeBytes: number
}

/** Data as it came, every frame of it sound. */
export interface Ef01Data {
  readonly bytes: Uint8Array
  /** Some parts never send a last frame: their transfers end in silence, as those do that were cut short. */
  readonly end: 'last-frame' | 'silence'
  /** Bytes of the largest frame; 0 where none came. */
  readonly frameBytes: number
}

const smallestFrameBytes = 32
/** The largest frame of the family on the wire. */
export const largestFrameWireBytes = 256 + frameOverheadBytes

/** Bytes on the wire for `bytes` in the smallest frames, which have the most overhead. */
export function mostWireBytes(bytes: number): number {
  return Math.ceil((bytes * (smallestFrameBytes + frameOverheadBytes)) / smallestFrameBytes)
}

/** The stream of frames, as the link reads it. */
interface Frames {
  push(bytes: Uint8Array): void
  next(): Ef01Finding | 'stranger' | undefined
}

/** Data frames up to the last one, or up to silence; nothing is judged but soundness and the upper bound. */
export async function collectData(
  line: SerialLine,
  clock: Clock,
  frames: Frames,
  { mostBytes, wholeBytes }: Ef01Amount,
  signal: AbortSignal,
  onRead: (share: number) => void = () => undefined,
): Promise<Result<Ef01Data, ScannerFault>> {
  const bounds = wireBounds(line.baud, mostWireBytes(mostBytes), largestFrameWireBytes)
  using reader = createDeadlineReader(line, clock, bounds, signal)
  const collected = new Uint8Array(mostBytes)
  let length = 0
  let frameBytes = 0
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
      frameBytes = Math.max(frameBytes, payload.length)
      if (kind === 'last-data')
        return ok({ bytes: collected.subarray(0, length), end: 'last-frame', frameBytes })
    }
    onRead(Math.min(1, length / wholeBytes))
    const bytes = await reader.read()
    if (bytes.ok) frames.push(bytes.value)
    else if (bytes.fault.kind !== 'silent') return bytes
    else if (length === 0) return garbled('short')
    else return ok({ bytes: collected.subarray(0, length), end: 'silence', frameBytes })
  }
}
