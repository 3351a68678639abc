import { decode } from 'jpeg-js'

/** Red, green and blue of every pixel, row by row. */
export interface DecodedPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly pixels: Uint8Array
}

/** Takes a JPEG apart; `undefined` when it is none, or more than a camera makes. */
export function decodeJpeg(jpeg: Uint8Array): DecodedPicture | undefined {
  try {
    const { width, height, data } = decode(jpeg, {
      useTArray: true,
      formatAsRGBA: false,
      maxResolutionInMP: 20,
      maxMemoryUsageInMB: 300,
    })
    return { widthPx: width, heightPx: height, pixels: data }
  } catch {
    return undefined
  }
}
