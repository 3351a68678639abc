import type { Clock } from '../../contract/clock.ts'
import type { FingerImage, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import { answerMs, code, command, refusal } from './ef01-command.ts'
import type { Ef01Geometry, Geometry } from './ef01-geometry.ts'
import type { Ask, Ef01Link } from './ef01-link.ts'

const imageTries = 3

/** Fetches the image the part has taken; one that comes damaged is asked for again, at most three times. */
export async function readEf01Image(
  parts: { link: Ef01Link; clock: Clock; ask: Ask; geometry: Ef01Geometry; dpi: number },
  signal: AbortSignal,
  onRead?: (share: number) => void,
): Promise<Result<FingerImage, ScannerFault>> {
  const { link, clock, ask, geometry, dpi } = parts
  const takenAtMs = clock.monotonicMs()
  let last: ScannerFault = { kind: 'silent' }
  for (let repeats = 0; repeats < imageTries; repeats += 1) {
    const before = link.wireBytes
    const started = await ask(command.upImage, answerMs.query, signal)
    if (!started.ok) return started
    if (started.value.code !== code.ok) return err(refusal(started.value.code, 'UpImage'))
    const packed = await link.collect(geometry, signal, onRead)
    if (packed.ok) {
      const size = geometry.judge(packed.value.length)
      if (size) {
        const transferMs = clock.monotonicMs() - takenAtMs
        const wireMs = ((link.wireBytes - before) * 10_000) / link.line.baud
        return ok({ ...expand(packed.value, size), dpi, takenAtMs, transferMs, wireMs, repeats })
      }
      last = { kind: 'garbled', damage: 'odd-size', bytes: packed.value.length }
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

// Two pixels a byte, the left one in the high half, top row first; 0..15 becomes 0..255 (R503 manual).
function expand(packed: Uint8Array, { widthPx, heightPx }: Geometry) {
  const pixels = new Uint8Array(packed.length * 2)
  for (let at = 0; at < packed.length; at += 1) {
    const pair = packed[at] ?? 0
    pixels[2 * at] = (pair >> 4) * 17
    pixels[2 * at + 1] = (pair & 15) * 17
  }
  return { widthPx, heightPx, pixels }
}
