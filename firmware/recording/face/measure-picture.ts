import type { FaceLight, GroundReading } from '../../../hal/contract/face-finder.ts'
import type { Point } from './locate-marks.ts'
import type { RgbPicture } from './rgb-picture.ts'

/** Where the eyes are, or should be: all that is measured lies around them. In pixels. */
export interface EyeLine {
  readonly middle: Point
  readonly distancePx: number
}

/** Rec. 601 luminance of every pixel, 0-255. */
export function luminanceOf({ pixels }: RgbPicture): Float32Array {
  const grey = new Float32Array(pixels.length / 3)
  for (let at = 0; at < grey.length; at += 1) {
    const [red, green, blue] = [pixels[3 * at] ?? 0, pixels[3 * at + 1] ?? 0, pixels[3 * at + 2] ?? 0]
    grey[at] = 0.299 * red + 0.587 * green + 0.114 * blue
  }
  return grey
}

/** Light of the face between forehead and chin: neither hair nor cloth nor ground. */
export function measureLight(picture: RgbPicture, grey: Float32Array, eyes: EyeLine): FaceLight {
  let [count, sum, squares, dark, bright] = [0, 0, 0, 0, 0]
  forFace(picture, eyes, (at) => {
    const light = grey[at] ?? 0
    count += 1
    sum += light
    squares += light * light
    if (light <= 25) dark += 1
    if (light >= 247) bright += 1
  })
  const share = (part: number) => (count === 0 ? 0 : part / count)
  const mean = share(sum)
  const contrast = Math.sqrt(Math.max(0, share(squares) - mean * mean))
  return { mean, contrast, dark: share(dark), bright: share(bright) }
}

/** Energy of the Laplacian by that of the gradient, on a picture smoothed over 3 x 3 pixels against noise. */
export function measureSharpness(picture: RgbPicture, grey: Float32Array, eyes: EyeLine): number {
  const { widthPx } = picture
  const smooth = smoothed(grey, widthPx)
  let [fine, coarse] = [0, 0]
  forFace(picture, eyes, (at) => {
    const here = smooth[at] ?? 0
    const [left, right] = [smooth[at - 1] ?? here, smooth[at + 1] ?? here]
    const [above, below] = [smooth[at - widthPx] ?? here, smooth[at + widthPx] ?? here]
    fine += (left + right + above + below - 4 * here) ** 2
    coarse += (right - left) ** 2 + (below - above) ** 2
  })
  return coarse === 0 ? 0 : fine / coarse
}

/** The wall or cloth beside the head, wide enough away for a head cover. */
export function measureGround(
  picture: RgbPicture,
  grey: Float32Array,
  { middle, distancePx }: EyeLine,
): GroundReading {
  const { widthPx, heightPx, pixels } = picture
  const bottom = Math.min(heightPx - 1, middle.y + distancePx)
  let [count, steps, red, green, blue] = [0, 0, 0, 0, 0]
  for (let y = 0; y < bottom; y += 1) {
    for (let x = 0; x < widthPx - 1; x += 1) {
      if (Math.abs(x - middle.x) < 1.9 * distancePx) continue
      const at = y * widthPx + x
      const here = grey[at] ?? 0
      count += 1
      steps += ((grey[at + 1] ?? 0) - here) ** 2 + ((grey[at + widthPx] ?? here) - here) ** 2
      red += pixels[3 * at] ?? 0
      green += pixels[3 * at + 1] ?? 0
      blue += pixels[3 * at + 2] ?? 0
    }
  }
  const share = (sum: number) => sum / Math.max(1, count)
  return { unevenness: Math.sqrt(share(steps)), red: share(red), green: share(green), blue: share(blue) }
}

// An ellipse from the brows to below the mouth, as wide as the cheeks.
function forFace(
  { widthPx, heightPx }: RgbPicture,
  { middle, distancePx }: EyeLine,
  visit: (at: number) => void,
): void {
  const [radiusX, radiusY] = [0.95 * distancePx, 1.15 * distancePx]
  const centreY = middle.y + 0.5 * distancePx
  for (
    let y = Math.max(1, Math.ceil(centreY - radiusY));
    y < Math.min(heightPx - 1, centreY + radiusY);
    y += 1
  ) {
    for (
      let x = Math.max(1, Math.ceil(middle.x - radiusX));
      x < Math.min(widthPx - 1, middle.x + radiusX);
      x += 1
    ) {
      if (Math.hypot((x - middle.x) / radiusX, (y - centreY) / radiusY) < 1) visit(y * widthPx + x)
    }
  }
}

function smoothed(grey: Float32Array, widthPx: number): Float32Array {
  return grey.map((_, at) => {
    let sum = 0
    for (const row of [-widthPx, 0, widthPx]) {
      for (const column of [-1, 0, 1]) sum += grey[at + row + column] ?? 0
    }
    return sum / 9
  })
}
