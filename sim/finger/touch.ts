import type { SeededRandom } from '../random/seeded-random.ts'
import type { MasterFinger } from './master-finger.ts'
import type { Press } from './press.ts'
import type { SkinMarks } from './skin-marks.ts'
import { createSmoothNoise, type SmoothNoise } from './smooth-noise.ts'

/** One touch: where the finger lies, how its skin stretches, where it is dry, and where it ends. */
export interface Touch {
  readonly cosine: number
  readonly sine: number
  readonly shiftX: number
  readonly shiftY: number
  /** Skin is pulled along and pushed together: shares of the distance from the middle. */
  readonly stretchX: number
  readonly stretchY: number
  readonly shear: number
  readonly bend: number
  readonly bends: readonly [SmoothNoise, SmoothNoise]
  /** Added to the height of the skin before it meets the glass: more ink for wet and for hard presses. */
  readonly bias: number
  readonly patches: SmoothNoise
  readonly patchiness: number
  readonly flecks: SmoothNoise
  readonly fleck: number
  readonly radiusX: number
  readonly radiusY: number
  readonly edge: SmoothNoise
  /** Steps of a slide, each this far from the one before; one step when the finger holds still. */
  readonly steps: number
  readonly stepX: number
  readonly stepY: number
}

/** Nobody presses the same way twice; spreads set so that presses differ as on four real readers (README). */
export function createTouch(press: Press, random: SeededRandom, widthPx: number, heightPx: number): Touch {
  const turn = (((press.turnDegrees ?? 0) + 7 * random.normal()) * Math.PI) / 180
  const wetness = press.wetness ?? 0.28 * random.normal()
  const pressure = press.pressure ?? 0.35 * random.normal()
  // The ellipse below covers this share of the sensor.
  const reach = Math.sqrt((press.contact ?? random.between(0.55, 1.15)) / 1.037) * (1 + 0.1 * pressure)
  const smear = press.smearPx ?? 0
  const steps = smear === 0 ? 1 : 5
  const slide = random.between(0, 2 * Math.PI)
  return {
    cosine: Math.cos(turn),
    sine: Math.sin(turn),
    shiftX: (press.shiftXPx ?? 0) + 20 * random.normal(),
    shiftY: (press.shiftYPx ?? 0) + 26 * random.normal(),
    stretchX: 0.02 * random.normal() + 0.015 * pressure,
    stretchY: 0.02 * random.normal() + 0.015 * pressure,
    shear: 0.02 * random.normal(),
    bend: 4,
    bends: [createSmoothNoise(random, 90), createSmoothNoise(random, 90)],
    bias: wetness * (wetness < 0 ? 0.6 : 1.6) + 0.3 * pressure - 0.1,
    patches: createSmoothNoise(random, 38),
    patchiness: random.between(0.5, 1.8),
    flecks: createSmoothNoise(random, 4),
    fleck: random.between(0.9, 2.6) * (1 - 0.7 * wetness),
    radiusX: 0.55 * widthPx * reach,
    radiusY: 0.6 * heightPx * reach,
    edge: createSmoothNoise(random, 24),
    steps,
    stepX: (smear * Math.cos(slide)) / steps,
    stepY: (smear * Math.sin(slide)) / steps,
  }
}

/** Share of a place on the glass that skin touches, 0 to 1; `x` and `y` in pixels from the middle of the sensor. */
export function inkAt(master: MasterFinger, marks: SkinMarks, touch: Touch, x: number, y: number): number {
  const fromX = x - touch.shiftX
  const fromY = y - touch.shiftY
  const edge = Math.hypot(fromX / touch.radiusX, fromY / touch.radiusY) + 0.16 * touch.edge(x, y)
  const contact = 1 / (1 + Math.exp((edge - 1) * 18))
  if (contact < 0.01) return 0
  const bentX = fromX * (1 + touch.stretchX) + touch.shear * fromY + touch.bend * touch.bends[0](fromX, fromY)
  const bentY = fromY * (1 + touch.stretchY) + touch.bend * touch.bends[1](fromX, fromY)
  // The rim of a touch presses less.
  const damp = touch.bias + touch.patchiness * touch.patches(x, y) - 0.5 * edge * edge + 0.25
  let sum = 0
  for (let step = 0; step < touch.steps; step += 1) {
    const skinX = touch.cosine * bentX - touch.sine * bentY + step * touch.stepX
    const skinY = touch.sine * bentX + touch.cosine * bentY + step * touch.stepY
    sum += 1 / (1 + Math.exp(-5 * (heightAt(master, marks, touch, skinX, skinY) + damp)))
  }
  return (contact * sum) / touch.steps
}

function heightAt(master: MasterFinger, marks: SkinMarks, touch: Touch, x: number, y: number): number {
  const ridge = skinAt(master, x + master.widthPx / 2, y + master.heightPx / 2)
  const worn = marks.roughness * Math.max(0, marks.wear(x, y) + 0.15) * 2.6
  return ridge - worn - touch.fleck * Math.max(0, touch.flecks(x, y)) - 2.2 * marks.creaseAt(x, y)
}

/** Height of the skin between its pixels; off the finger there is none. */
function skinAt(master: MasterFinger, x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const { skin, widthPx, heightPx } = master
  if (left < 0 || top < 0 || left + 1 >= widthPx || top + 1 >= heightPx) return -1
  const at = top * widthPx + left
  const upper = mix(skin[at], skin[at + 1], x - left)
  const lower = mix(skin[at + widthPx], skin[at + widthPx + 1], x - left)
  return upper + (lower - upper) * (y - top)
}

function mix(a: number | undefined, b: number | undefined, share: number): number {
  return (a ?? 0) + ((b ?? 0) - (a ?? 0)) * share
}
