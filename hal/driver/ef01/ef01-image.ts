import type { Clock } from '../../contract/clock.ts'
import type { FingerImage, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import { wireMs } from '../scanner/wire-bounds.ts'
import { answerMs, code, command, refusal } from './ef01-command.ts'
import type { Ef01Geometry } from './ef01-geometry.ts'
import type { Ask, Ef01Link } from './ef01-link.ts'
import { expandPixels } from './ef01-pixels.ts'
import type { Ef01Data } from './ef01-transfer.ts'

const imageTries = 3

interface ImageParts {
  readonly link: Ef01Link
  readonly clock: Clock
  readonly ask: Ask
  readonly geometry: Ef01Geometry
  readonly dpi: number
}

/** Fetches the image the part has taken; one that comes damaged is asked for again, at most three times. */
export async function readEf01Image(
  parts: ImageParts,
  signal: AbortSignal,
  onRead?: (share: number) => void,
): Promise<Result<FingerImage, ScannerFault>> {
  const { link, clock, geometry, dpi } = parts
  const takenAtMs = clock.monotonicMs()
  let last: ScannerFault = { kind: 'silent' }
  for (let repeats = 0; repeats < imageTries; repeats += 1) {
    const before = link.wireBytes
    const packed = await fetchImage(parts, signal, onRead)
    if (packed.ok) {
      const size = geometry.judge(packed.value)
      if (size) {
        const transferMs = clock.monotonicMs() - takenAtMs
        const timeOfWireMs = wireMs(link.wireBytes - before, link.line.baud)
        const pixels = expandPixels(packed.value.bytes)
        return ok({ ...size, pixels, dpi, takenAtMs, transferMs, wireMs: timeOfWireMs, repeats })
      }
      last = oddImage(packed.value, geometry, last)
    } else {
      last = packed.fault
      if (last.kind !== 'garbled') return packed
    }
    // The image is still in the part's buffer: wait for silence and ask for it again.
    await link.drain(signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
  }
  return err(last)
}

async function fetchImage(
  { link, ask, geometry }: ImageParts,
  signal: AbortSignal,
  onRead: ((share: number) => void) | undefined,
): Promise<Result<Ef01Data, ScannerFault>> {
  // The part may have to make the image ready before it answers.
  const started = await ask(command.upImage, answerMs.work, signal)
  if (!started.ok) return started
  if (started.value.code !== code.ok) return err(refusal(started.value.code, 'UpImage'))
  return link.collect(geometry, signal, onRead)
}

// Without a last frame nobody knows whether more was to come, unless as much comes each time.
function oddImage(data: Ef01Data, geometry: Ef01Geometry, before: ScannerFault): ScannerFault {
  const bytes = data.bytes.length
  const isSteady = before.kind === 'garbled' && before.bytes === bytes && !geometry.lacksFrames(data)
  return { kind: 'garbled', damage: data.end === 'last-frame' || isSteady ? 'odd-size' : 'short', bytes }
}
