/** Size of an image in pixels. */
export interface Geometry {
  readonly widthPx: number
  readonly heightPx: number
}

/** The size of a part's images: reported by the part, or supposed until an image shows it. */
export interface Ef01Geometry {
  readonly now: Geometry
  /** Bytes of one image, two pixels a byte. */
  readonly wholeBytes: number
  /** No image of the family has more. */
  readonly mostBytes: number
  /** The geometry of an image of `bytes` bytes, or nothing where none is believed. */
  judge(bytes: number): Geometry | undefined
}

// Images of the family by their length (fingerprint.md section 2.7).
const byBytes: Readonly<Record<number, Geometry>> = {
  36_864: { widthPx: 256, heightPx: 288 },
  29_952: { widthPx: 208, heightPx: 288 },
  18_432: { widthPx: 192, heightPx: 192 },
  12_800: { widthPx: 160, heightPx: 160 },
}

/**
 * A length that was not expected is believed when it comes twice running: lost frames could make one
 * geometry look like another, but hardly two times alike.
 */
export function createEf01Geometry(told: Geometry | undefined, supposed: Geometry): Ef01Geometry {
  let now = told ?? supposed
  let odd: number | undefined
  return {
    get now() {
      return now
    },
    get wholeBytes() {
      return bytesOf(now)
    },
    mostBytes: Math.max(36_864, bytesOf(now)),
    judge(bytes) {
      if (bytes === bytesOf(now)) {
        odd = undefined
        return now
      }
      const other = told ? undefined : byBytes[bytes]
      const again = other !== undefined && odd === bytes
      odd = other && bytes
      if (!again) return undefined
      now = other
      return now
    },
  }
}

function bytesOf({ widthPx, heightPx }: Geometry): number {
  return (widthPx * heightPx) / 2
}
