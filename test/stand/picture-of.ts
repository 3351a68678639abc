import type { FingerImage } from '../../hal/contract/fingerprint-scanner.ts'
import { pressImage } from '../../sim/finger/impression.ts'

/** A good press of a made-up finger as a small 4-bit sensor gives it. */
export function pictureOf(person: string, position: number, press: number): FingerImage {
  const grey = pressImage({ person, position, press }, 192, 192)
  const pixels = grey.map((level) => (level >> 4) * 17)
  return { widthPx: 192, heightPx: 192, dpi: 508, pixels, takenAtMs: 0, transferMs: 0 }
}
