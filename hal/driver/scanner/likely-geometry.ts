import type { Geometry } from './geometry.ts'

// Sides of any picture of one finger on a serial line, and how much longer one may be than the other.
const leastPx = 64
const mostPx = 512
const longestSide = 3
// Measured on 320 real prints of four readers cut to 11 sizes of 80x208 to 258x202: 3,517 clear and right, 3 unclear, none wrong.
const clearShare = 0.85
const leastContrast = 2

/**
 * The size of a picture that tells none: cut at its true width, each row is like the row above it, and at any other
 * width it is not. Takes 8-bit grey, row by row. Nothing where no width stands out, as with an empty platen.
 */
export function likelyGeometry(pixels: Uint8Array): Geometry | undefined {
  const ranked = possibleWidths(pixels.length)
    .map((widthPx) => ({ widthPx, change: changeBetweenRows(pixels, widthPx) }))
    .sort((one, other) => one.change - other.change)
  const [best, next] = ranked
  if (!best || (next && (next.change < leastContrast || best.change > clearShare * next.change)))
    return undefined
  return { widthPx: best.widthPx, heightPx: pixels.length / best.widthPx }
}

function possibleWidths(pixels: number): number[] {
  const widths: number[] = []
  // Two pixels share a byte on EF01 lines, and no GT part has an odd width.
  for (let widthPx = leastPx; widthPx <= mostPx; widthPx += 2) {
    const heightPx = pixels / widthPx
    const slim = Math.max(widthPx, heightPx) / Math.min(widthPx, heightPx)
    if (Number.isInteger(heightPx) && heightPx >= leastPx && heightPx <= mostPx && slim <= longestSide)
      widths.push(widthPx)
  }
  return widths
}

/** Mean grey levels between each pixel and the one above it. */
function changeBetweenRows(pixels: Uint8Array, widthPx: number): number {
  let sum = 0
  for (let at = widthPx; at < pixels.length; at += 1) {
    sum += Math.abs((pixels[at] ?? 0) - (pixels[at - widthPx] ?? 0))
  }
  return sum / (pixels.length - widthPx)
}
