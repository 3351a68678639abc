import type { Camera } from '../../../hal/contract/camera.ts'
import type { Clock } from '../../../hal/contract/clock.ts'
import type { CodeReader } from '../../../hal/contract/code-reader.ts'
import { receiptMark } from '../../custody/student-receipt/student-receipt.ts'
import type { FrameHub } from '../../recording/capture/frame-hub.ts'
import { numberInCode } from '../../school/roster/number-in-code.ts'

/** The meaning of a code that was held up. */
export type Scanned =
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'receipt'; readonly text: string }
  /** Camera or reader cannot be had. */
  | { readonly kind: 'no-camera' }

/** The parts that see a code. */
export interface CodeScannerParts {
  readonly camera: Camera
  readonly codes: CodeReader
  readonly clock: Clock
  /** Shows on the panel what the camera sees. */
  readonly frames: FrameHub
}

/** A code is looked for so often; in between the picture only moves on the screen. */
const everyMs = 400

/**
 * Shows the camera on the panel and reads codes out of it until one of ours is seen or `signal` aborts, which gives
 * nothing; `strange` hears of every other code. The camera is released in any case.
 */
export async function scanCode(
  { camera, codes, clock, frames }: CodeScannerParts,
  signal: AbortSignal,
  strange: () => void,
): Promise<Scanned | undefined> {
  const done = new AbortController()
  const over = AbortSignal.any([signal, done.signal])
  const session = codes.open()
  let nextMs = clock.monotonicMs()
  let scanned: Scanned | undefined
  const look = async (frame: Uint8Array): Promise<Scanned | undefined> => {
    if (clock.monotonicMs() < nextMs) return undefined
    const read = await session.read(frame, over)
    nextMs = clock.monotonicMs() + everyMs
    if (!read.ok) return read.fault.kind === 'absent' ? { kind: 'no-camera' } : undefined
    const meaning = read.value === undefined ? undefined : meaningOf(read.value)
    if (read.value !== undefined && !meaning) strange()
    return meaning
  }
  for await (const frame of camera.preview(over)) {
    if (signal.aborted) break
    if (frame.ok) frames.push(frame.value)
    scanned = frame.ok ? await look(frame.value) : { kind: 'no-camera' }
    if (scanned) break
  }
  done.abort()
  frames.clear()
  await session.close()
  return signal.aborted ? undefined : (scanned ?? { kind: 'no-camera' })
}

function meaningOf(text: string): Scanned | undefined {
  if (text.startsWith(receiptMark)) return { kind: 'receipt', text }
  const digits = numberInCode(text)
  return digits === undefined ? undefined : { kind: 'number', digits }
}
