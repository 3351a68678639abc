import type { Geometry } from '../scanner/geometry.ts'
import { likelyGeometry } from '../scanner/likely-geometry.ts'
import { expandPixels } from './ef01-pixels.ts'
import type { Ef01Data } from './ef01-transfer.ts'

/** Whose word the size of a part's images is, the strongest first. */
export interface Ef01GeometrySources {
  /** A technician's, in the board's settings: nothing overrules it. */
  readonly given: Geometry | undefined
  /** The part's own, by ReadProdInfo. */
  readonly told: Geometry | undefined
  /** The profile's, until an image shows better. */
  readonly supposed: Geometry
}

/** The size of a part's images. */
export interface Ef01Geometry {
  readonly now: Geometry
  /** Bytes of one image, two pixels a byte. */
  readonly wholeBytes: number
  /** No image of the family has more. */
  readonly mostBytes: number
  /** Whether it is short of so little that a line that loses frames explains it. */
  lacksFrames(data: Ef01Data): boolean
  /** The geometry of an image, or nothing where none is believed, or not yet: another of its kind would be. */
  judge(data: Ef01Data): Geometry | undefined
}

/** No image of the family has more: 320 x 320 at two pixels a byte. */
export const mostImageBytes = 51_200

// Images of the family by their length (fingerprint.md section 2.7).
const byBytes: Readonly<Record<number, Geometry>> = {
  36_864: { widthPx: 256, heightPx: 288 },
  29_952: { widthPx: 208, heightPx: 288 },
  18_432: { widthPx: 192, heightPx: 192 },
  12_800: { widthPx: 160, heightPx: 160 },
}

// A line that loses frames loses a few of them. Fewer rows than that are damage, whatever the picture looks like.
const mostLostFrames = 8

/**
 * A length that was not expected is believed when it comes twice running, each time with a last frame, and when the
 * picture says where its rows end, or the family knows such a length: lost frames could make one geometry look like
 * another, but hardly two times alike.
 */
export function createEf01Geometry({ given, told, supposed }: Ef01GeometrySources): Ef01Geometry {
  let now = given ?? told ?? supposed
  let odd: { readonly bytes: number; readonly widthPx: number } | undefined
  const lacksFrames = ({ bytes, frameBytes }: Ef01Data) => {
    const missing = bytesOf(now) - bytes.length
    return missing > 0 && missing <= mostLostFrames * frameBytes
  }
  return {
    get now() {
      return now
    },
    get wholeBytes() {
      return bytesOf(now)
    },
    mostBytes: Math.max(mostImageBytes, bytesOf(now)),
    lacksFrames,
    judge(data) {
      if (data.bytes.length === bytesOf(now)) {
        odd = undefined
        return now
      }
      const unsure = given || data.end === 'silence' || lacksFrames(data)
      const other = unsure ? undefined : geometryOf(data.bytes)
      const again = odd?.bytes === data.bytes.length && odd.widthPx === other?.widthPx
      odd = other && { bytes: data.bytes.length, widthPx: other.widthPx }
      if (!other || !again) return undefined
      now = other
      return now
    },
  }
}

function geometryOf(packed: Uint8Array): Geometry | undefined {
  return likelyGeometry(expandPixels(packed)) ?? byBytes[packed.length]
}

function bytesOf({ widthPx, heightPx }: Geometry): number {
  return (widthPx * heightPx) / 2
}
