import { crc32 } from 'node:zlib'

export interface PictureFacts {
  readonly widthPx: number
  readonly heightPx: number
}

export interface JpegFacts extends PictureFacts {
  /** As ANSI/NIST-ITL 1-2011 names it (table 17). */
  readonly colour: 'YCC' | 'GRAY' | 'UNK'
}

// The limit of HLL and VLL: five digits, and no sensor comes near.
const longestSidePx = 65_535

/** Size of an 8-bit grey PNG (ISO/IEC 15948) whose chunks are whole; `undefined` for anything else. */
export function greyPngFacts(png: Uint8Array): PictureFacts | undefined {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.length)
  if (bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return undefined
  let facts: PictureFacts | undefined
  let at = 8
  while (at + 12 <= bytes.length) {
    const name = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return undefined
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return undefined
    if ((at === 8) !== (name === 'IHDR')) return undefined
    if (name === 'IHDR') {
      const form = bytes.toString('hex', at + 16, end - 4)
      if (form !== '0800000000') return undefined
      facts = { widthPx: bytes.readUInt32BE(at + 8), heightPx: bytes.readUInt32BE(at + 12) }
      if (![facts.widthPx, facts.heightPx].every((side) => side >= 1 && side <= longestSidePx))
        return undefined
    }
    if (name === 'IEND') return end === bytes.length ? facts : undefined
    at = end
  }
  return undefined
}

/** Size and colours of a baseline JPEG (ISO/IEC 10918-1 Annex B); `undefined` for anything else. */
export function baselineJpegFacts(jpeg: Uint8Array): JpegFacts | undefined {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.length)
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  let standardColours = false
  let at = 2
  while (at + 10 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      // Any number of fill bytes may stand before a marker.
      at += 1
      continue
    }
    // JFIF and Exif both promise YCbCr; without either the three channels are unknown.
    if (/^(?:JFIF|Exif)\0/.test(bytes.toString('latin1', at + 4, at + 9))) standardColours = true
    if (marker === 0xc0) {
      const heightPx = bytes.readUInt16BE(at + 5)
      const widthPx = bytes.readUInt16BE(at + 7)
      if (bytes[at + 4] !== 8 || widthPx === 0 || heightPx === 0) return undefined
      return { widthPx, heightPx, colour: colourOf(bytes[at + 9], standardColours) }
    }
    // Other frames (progressive, lossless), or image data before any frame.
    const isFrame = marker >= 0xc1 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame || marker === 0xda || marker === 0xd9) return undefined
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

function colourOf(components: number | undefined, standardColours: boolean): JpegFacts['colour'] {
  if (components === 1) return 'GRAY'
  return components === 3 && standardColours ? 'YCC' : 'UNK'
}
