import type { Stroke } from '../visit/visit-intent.ts'

/** A drawn signature as pixels: black ink on white, 8-bit grey. */
export interface InkImage {
  readonly widthPx: number
  readonly heightPx: number
  readonly pixels: Uint8Array
}

const widthPx = 600
const heightPx = 200
const penRadiusPx = 2.2

/**
 * Draws strokes into an image three times as wide as high. Points come in thousandths of the box's
 * width, so y runs from 0 to 333; ink outside is cut off.
 */
export function drawInk(strokes: readonly Stroke[]): InkImage {
  const pixels = new Uint8Array(widthPx * heightPx).fill(255)
  const scale = widthPx / 1000
  for (const { points } of strokes) {
    for (const [index, point] of points.entries()) {
      const before = points[index - 1] ?? point
      drawLine(pixels, before.x * scale, before.y * scale, point.x * scale, point.y * scale)
    }
  }
  return { widthPx, heightPx, pixels }
}

/** Whether the student really signed: enough ink, not just a tap. */
export function hasInk(strokes: readonly Stroke[]): boolean {
  const length = strokes.reduce((total, { points }) => total + pathLength(points), 0)
  return length >= 150
}

function pathLength(points: Stroke['points']): number {
  return points.reduce((total, point, index) => {
    const before = points[index - 1] ?? point
    return total + Math.hypot(point.x - before.x, point.y - before.y)
  }, 0)
}

function drawLine(pixels: Uint8Array, x0: number, y0: number, x1: number, y1: number): void {
  const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0)))
  for (let step = 0; step <= steps; step += 1) {
    const t = step / steps
    drawDot(pixels, x0 + (x1 - x0) * t, y0 + (y1 - y0) * t)
  }
}

function drawDot(pixels: Uint8Array, centreX: number, centreY: number): void {
  const reach = Math.ceil(penRadiusPx) + 1
  for (let y = Math.floor(centreY) - reach; y <= centreY + reach; y += 1) {
    for (let x = Math.floor(centreX) - reach; x <= centreX + reach; x += 1) {
      if (x < 0 || y < 0 || x >= widthPx || y >= heightPx) continue
      const cover = Math.min(1, Math.max(0, penRadiusPx + 0.5 - Math.hypot(x - centreX, y - centreY)))
      const at = y * widthPx + x
      pixels[at] = Math.min(pixels[at] ?? 255, Math.round(255 * (1 - cover)))
    }
  }
}
