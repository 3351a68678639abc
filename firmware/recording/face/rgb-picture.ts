/** Red, green and blue for each pixel, row by row. */
export interface RgbPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly pixels: Uint8Array
}

/** A part of a picture in its pixels; it may reach beyond the edges. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
}

/**
 * An area at another size, each new pixel the mean of what it covers, so that nothing flickers as single pixels
 * would. Pixels beyond the edges are black. Values are 0-255, three for each pixel.
 */
export function resample(picture: RgbPicture, area: Area, widthPx: number, heightPx: number): Float32Array {
  const values = new Float32Array(widthPx * heightPx * 3)
  const columns = spans(area.x, area.widthPx, widthPx, picture.widthPx)
  const rows = spans(area.y, area.heightPx, heightPx, picture.heightPx)
  for (const [y, [top, bottom]] of rows.entries()) {
    for (const [x, [left, right]] of columns.entries()) {
      const at = 3 * (y * widthPx + x)
      const count = (bottom - top) * (right - left)
      for (let row = top; row < bottom; row += 1) {
        for (
          let from = 3 * (row * picture.widthPx + left), stop = from + 3 * (right - left);
          from < stop;
          from += 3
        ) {
          values[at] = (values[at] ?? 0) + (picture.pixels[from] ?? 0) / count
          values[at + 1] = (values[at + 1] ?? 0) + (picture.pixels[from + 1] ?? 0) / count
          values[at + 2] = (values[at + 2] ?? 0) + (picture.pixels[from + 2] ?? 0) / count
        }
      }
    }
  }
  return values
}

// Which pixels each new one covers: at least one, none outside.
function spans(start: number, length: number, steps: number, limit: number): readonly [number, number][] {
  const step = length / steps
  return Array.from({ length: steps }, (_, index) => {
    const first = Math.floor(start + index * step)
    const last = Math.max(first + 1, Math.floor(start + (index + 1) * step))
    return first < 0 || last > limit ? [0, 0] : [first, last]
  })
}

/** A smaller copy whose width is at most `widthPx`. */
export function shrink(picture: RgbPicture, widthPx: number): RgbPicture {
  if (picture.widthPx <= widthPx) return picture
  const heightPx = Math.round((picture.heightPx * widthPx) / picture.widthPx)
  const whole = { x: 0, y: 0, widthPx: picture.widthPx, heightPx: picture.heightPx }
  return { widthPx, heightPx, pixels: Uint8Array.from(resample(picture, whole, widthPx, heightPx)) }
}

/**
 * The upright 3:4 in the middle of a wider picture, as the panel shows it: a camera on USB lies across. Others come
 * back as they are.
 */
export function portraitIn(picture: RgbPicture): RgbPicture {
  const { heightPx, pixels } = picture
  const widthPx = Math.round((heightPx * 3) / 4)
  if (picture.widthPx <= widthPx) return picture
  const left = (picture.widthPx - widthPx) >> 1
  const cut = new Uint8Array(3 * widthPx * heightPx)
  for (let y = 0; y < heightPx; y += 1) {
    const from = 3 * (y * picture.widthPx + left)
    cut.set(pixels.subarray(from, from + 3 * widthPx), 3 * y * widthPx)
  }
  return { widthPx, heightPx, pixels: cut }
}
