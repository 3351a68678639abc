/** A picture as plain samples, 8 bits each, row by row: grey, or red, green and blue beside each other. */
export interface Samples {
  readonly widthPx: number
  readonly heightPx: number
  readonly channels: 1 | 3
  readonly pixels: Uint8Array
}

/** A translator of pictures, which an executable brings along: a record alone needs none. */
export interface PictureCodec {
  /** Colours of a JPEG; `undefined` where a decoder gives up. */
  decodeJpeg(jpeg: Uint8Array): Samples | undefined
  /** Grey of an 8-bit PNG; `undefined` where a decoder gives up. */
  decodePng(png: Uint8Array): Samples | undefined
  /** A codestream of JPEG 2000 (ISO/IEC 15444-1) with the reversible transform: every sample comes back. */
  encodeLossless(samples: Samples): Uint8Array
}
