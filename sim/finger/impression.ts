import { createSeededRandom, type SeededRandom, seedOf } from '../random/seeded-random.ts'
import { type MasterFinger, masterFinger } from './master-finger.ts'

/** How a finger meets the glass. Everything has a good default; the number of the press varies the rest. */
export interface Press {
  readonly person: string
  /** ANSI/NIST finger position. */
  readonly position: number
  /** Different presses of one finger differ a little, as in life. */
  readonly press: number
  /** -1 very dry, 0 fine, 1 very wet. */
  readonly wetness?: number
  /** -1 light (thin ridges, little skin), 1 hard. */
  readonly pressure?: number
  /** Share of the sensor that the finger touches, 0 to 1; above 1 it runs over the edges. */
  readonly contact?: number
  /** Where the middle of the finger lies, right and down from the middle of the glass. */
  readonly shiftXPx?: number
  readonly shiftYPx?: number
  readonly turnDegrees?: number
  /** How far the finger slid while the picture was taken. */
  readonly smearPx?: number
  /** The finger came down twice, in two places. */
  readonly doubleTouch?: boolean
}

/** The sensing element's view: 8-bit grey, ridges dark, background bright (biometrics.md section 6). */
export function pressImage(press: Press, widthPx: number, heightPx: number): Uint8Array {
  const random = createSeededRandom(seedOf('press', press.person, press.position, press.press))
  const master = masterFinger(press.person, press.position)
  const touches = [createTouch(press, random, widthPx, heightPx)]
  if (press.doubleTouch) {
    const side = random.next() < 0.5 ? -1 : 1
    const again = {
      ...press,
      shiftXPx: (press.shiftXPx ?? 0) + side * random.between(0.12, 0.2) * widthPx,
      shiftYPx: (press.shiftYPx ?? 0) + random.between(-0.12, 0.12) * heightPx,
      turnDegrees: (press.turnDegrees ?? 0) + side * random.between(6, 14),
    }
    touches.push(createTouch(again, random, widthPx, heightPx))
  }
  const ink = soften(inkOf(master, touches, random, widthPx, heightPx), widthPx, heightPx)
  return expose(ink, -(press.wetness ?? 0), random, widthPx, heightPx)
}

function inkOf(
  master: MasterFinger,
  touches: readonly Touch[],
  random: SeededRandom,
  widthPx: number,
  heightPx: number,
): Float32Array {
  const ink = new Float32Array(widthPx * heightPx)
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1) {
      let most = 0
      for (const touch of touches) {
        most = Math.max(most, inkAt(master, touch, column - widthPx / 2, row - heightPx / 2, random))
      }
      ink[row * widthPx + column] = most
    }
  }
  return ink
}

// No part of this kind is sharp to the pixel: 1-2-1 in both directions, a deviation of 0.7 px.
function soften(ink: Float32Array, widthPx: number, heightPx: number): Float32Array {
  const across = new Float32Array(ink.length)
  const soft = new Float32Array(ink.length)
  const mean = (from: Float32Array, at: number, before: number, after: number) =>
    ((from[at - before] ?? 0) + 2 * (from[at] ?? 0) + (from[at + after] ?? 0)) / 4
  for (let at = 0; at < ink.length; at += 1) {
    const column = at % widthPx
    across[at] = mean(ink, at, column > 0 ? 1 : 0, column < widthPx - 1 ? 1 : 0)
  }
  for (let at = 0; at < ink.length; at += 1) {
    const row = Math.floor(at / widthPx)
    soft[at] = mean(across, at, row > 0 ? widthPx : 0, row < heightPx - 1 ? widthPx : 0)
  }
  return soft
}

function expose(
  ink: Float32Array,
  dryness: number,
  random: SeededRandom,
  widthPx: number,
  heightPx: number,
): Uint8Array {
  const shadeX = random.between(-6, 6) / widthPx
  const shadeY = random.between(-6, 6) / heightPx
  return Uint8Array.from(ink, (dark, at) => {
    const shade = shadeX * ((at % widthPx) - widthPx / 2) + shadeY * (Math.floor(at / widthPx) - heightPx / 2)
    // Dry skin touches in points: specks of glass show through its ridges.
    const speck = dryness > 0 && random.next() < 0.3 * dryness ? 60 : 0
    return Math.max(0, Math.min(255, Math.round(235 - 190 * dark + speck + shade + 3 * random.normal())))
  })
}

/** One touch: a rigid move, a soft bend of the skin, and where it ends. */
interface Touch {
  readonly cosine: number
  readonly sine: number
  readonly shiftX: number
  readonly shiftY: number
  readonly bendPhase: number
  readonly bend: number
  /** Added to the height of the skin before it meets the glass: more ink for wet and for hard presses. */
  readonly bias: number
  readonly damp: { readonly x: number; readonly y: number; readonly phase: number }
  readonly radiusX: number
  readonly radiusY: number
  /** Steps of a slide, each this far from the one before; one step when the finger holds still. */
  readonly steps: number
  readonly stepX: number
  readonly stepY: number
}

function createTouch(press: Press, random: SeededRandom, widthPx: number, heightPx: number): Touch {
  const turn = (((press.turnDegrees ?? 0) + 3 * random.normal()) * Math.PI) / 180
  const pressure = press.pressure ?? 0.15 * random.normal()
  // The ellipse below covers this share of the sensor.
  const reach = Math.sqrt((press.contact ?? 1.15) / 1.037) * (1 + 0.1 * pressure)
  const smear = press.smearPx ?? 0
  const steps = smear === 0 ? 1 : 5
  const slide = random.between(0, 2 * Math.PI)
  return {
    cosine: Math.cos(turn),
    sine: Math.sin(turn),
    shiftX: (press.shiftXPx ?? 0) + 4 * random.normal(),
    shiftY: (press.shiftYPx ?? 0) + 4 * random.normal(),
    bendPhase: random.between(0, 2 * Math.PI),
    bend: 1.5 * (1 + 0.5 * pressure),
    bias: 1.05 * (press.wetness ?? 0) + 0.3 * pressure,
    damp: {
      x: random.between(-0.02, 0.02),
      y: random.between(-0.02, 0.02),
      phase: random.between(0, 2 * Math.PI),
    },
    radiusX: 0.55 * widthPx * reach,
    radiusY: 0.6 * heightPx * reach,
    steps,
    stepX: (smear * Math.cos(slide)) / steps,
    stepY: (smear * Math.sin(slide)) / steps,
  }
}

function inkAt(master: MasterFinger, touch: Touch, x: number, y: number, random: SeededRandom): number {
  const fromX = x - touch.shiftX
  const fromY = y - touch.shiftY
  const edge = Math.hypot(fromX / touch.radiusX, fromY / touch.radiusY) + 0.03 * random.normal()
  const contact = 1 / (1 + Math.exp((edge - 1) * 22))
  if (contact < 0.01) return 0
  const bendX = touch.bend * Math.sin((2 * Math.PI * fromY) / 190 + touch.bendPhase)
  const bendY = touch.bend * Math.sin((2 * Math.PI * fromX) / 170 + touch.bendPhase)
  const damp = 0.12 * Math.sin(touch.damp.x * x + touch.damp.y * y + touch.damp.phase)
  let sum = 0
  for (let step = 0; step < touch.steps; step += 1) {
    const skinX = touch.cosine * fromX - touch.sine * fromY + bendX + step * touch.stepX
    const skinY = touch.sine * fromX + touch.cosine * fromY + bendY + step * touch.stepY
    const ridge = skinAt(master, skinX + master.widthPx / 2, skinY + master.heightPx / 2)
    sum += 1 / (1 + Math.exp(-6 * (ridge + touch.bias + damp)))
  }
  return (contact * sum) / touch.steps
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
