import type { Geometry } from '../scanner/geometry.ts'
import { likelyGeometry } from '../scanner/likely-geometry.ts'

/** The size of a part's images: given by a technician, or supposed until an image shows better. */
export interface GtGeometry {
  readonly now: Geometry
  /** Bytes of one image, one a pixel. */
  readonly wholeBytes: number
  /** The geometry of an image whose sum was right, or nothing where none is believed. */
  judge(pixels: Uint8Array): Geometry | undefined
}

/** No image of the family has more: 320 x 240, the largest that its datasheet names. */
export const mostGtImageBytes = 76_800

// GT-511C3 datasheet V1.1, and what a user measured of a GT-511C1R (pyGT511C3 21).
const byBytes: Readonly<Record<number, Geometry>> = {
  52_116: { widthPx: 258, heightPx: 202 },
  51_840: { widthPx: 240, heightPx: 216 },
}

/** One sum covers a whole image, so that a length is right or damaged: what is not known is only where its rows end. */
export function createGtGeometry(given: Geometry | undefined, supposed: Geometry): GtGeometry {
  let now = given ?? supposed
  return {
    get now() {
      return now
    },
    get wholeBytes() {
      return bytesOf(now)
    },
    judge(pixels) {
      if (pixels.length === bytesOf(now)) return now
      const other = given ? undefined : (likelyGeometry(pixels) ?? byBytes[pixels.length])
      now = other ?? now
      return other
    },
  }
}

function bytesOf({ widthPx, heightPx }: Geometry): number {
  return widthPx * heightPx
}
