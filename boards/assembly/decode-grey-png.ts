import { inflateSync } from 'node:zlib'
import type { Samples } from '../../firmware/registry/record/picture-codec.ts'

/**
 * Grey of every pixel of an 8-bit grey PNG without interlace (ISO/IEC 15948), its chunks checked before; `undefined`
 * when its pixels do not unpack to its size.
 */
export function decodeGreyPng(png: Uint8Array): Samples | undefined {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.length)
  const [widthPx, heightPx] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const lines = unpacked(imageData(bytes), (widthPx + 1) * heightPx)
  if (!lines) return undefined
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let row = 0; row < heightPx; row += 1) {
    const from = row * (widthPx + 1)
    const predict = filters[lines[from] ?? -1]
    if (!predict) return undefined
    for (let column = 0; column < widthPx; column += 1) {
      const at = row * widthPx + column
      const left = column === 0 ? 0 : (pixels[at - 1] ?? 0)
      const above = pixels[at - widthPx] ?? 0
      const corner = column === 0 ? 0 : (pixels[at - widthPx - 1] ?? 0)
      pixels[at] = (lines[from + 1 + column] ?? 0) + predict(left, above, corner)
    }
  }
  return { widthPx, heightPx, channels: 1, pixels }
}

// Section 9.2: none, Sub, Up, Average, Paeth.
const filters: readonly ((left: number, above: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, above) => above,
  (left, above) => (left + above) >> 1,
  paeth,
]

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner
  const far = (one: number) => Math.abs(guess - one)
  if (far(left) <= far(above) && far(left) <= far(corner)) return left
  return far(above) <= far(corner) ? above : corner
}

function imageData(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)))
  return Buffer.concat(parts)
}

function unpacked(data: Buffer, length: number): Buffer | undefined {
  try {
    const lines = inflateSync(data, { maxOutputLength: length })
    return lines.length === length ? lines : undefined
  } catch {
    return undefined
  }
}
