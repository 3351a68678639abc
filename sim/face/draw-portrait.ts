import { createSeededRandom, type SeededRandom, seedOf } from '../random/seeded-random.ts'
import { type HeadLooks, headShapes, withYaw } from './head-shapes.ts'
import { blur, expose } from './lens.ts'
import { type Canvas, createCanvas, type Placing, paintBox, paintEllipse, placed } from './paint.ts'
import { goodStance, type Stance } from './stance.ts'

/** A drawn person; no real face anywhere. Two of three girls in the region cover their hair. */
export interface Portrait extends Canvas {
  /** Where the eyes of the person really are, in pixels; `right` is the person's own right. */
  readonly eyes: { readonly right: Spot; readonly left: Spot }
}

interface Spot {
  readonly x: number
  readonly y: number
}

/**
 * Draws the portrait of a seed as the person stands (biometrics.md section 7); `sway` between -1 and 1 moves
 * the head a little, as in a live picture.
 */
export function drawPortrait(
  seed: string,
  widthPx: number,
  heightPx: number,
  sway: number,
  stance: Stance = goodStance,
): Portrait {
  const canvas = createCanvas(widthPx, heightPx)
  paintGround(canvas, stance.ground, createSeededRandom(seedOf('ground', seed)))
  const placing = {
    x: widthPx * (0.5 + stance.aside + sway / 80),
    y: heightPx * 0.44 + widthPx * stance.lower,
    scale: (widthPx / 480) * stance.scale,
    turn: (stance.rollDegrees * Math.PI) / 180,
  }
  if (stance.people === 2) {
    const behind = { x: placing.x - 0.34 * widthPx, y: placing.y - 0.12 * widthPx }
    const friend = { ...behind, scale: 0.55 * placing.scale, turn: 0 }
    paintPerson(canvas, friend, looksOf(`${seed}/friend`), goodStance)
  }
  if (stance.people > 0) paintPerson(canvas, placing, looksOf(seed), stance)
  blur(canvas, stance.blur * widthPx)
  expose(canvas, stance.exposure, createSeededRandom(seedOf('noise', seed, sway)))
  const eye = (x: number) => {
    const turned = withYaw(x, eyeDepth, stance.yawDegrees)
    return placed(placing, turned, -20)
  }
  return { ...canvas, eyes: { right: eye(-44), left: eye(44) } }
}

const eyeDepth = 70

function looksOf(seed: string): HeadLooks {
  const random = createSeededRandom(seedOf('portrait', seed))
  const red = random.between(140, 210)
  const skin = [red, red * random.between(0.68, 0.76), red * random.between(0.52, 0.6)] as const
  const covered = random.next() < 0.5
  const cloth = [random.between(60, 235), random.between(60, 235), random.between(60, 235)] as const
  return { skin, covered, cloth }
}

function paintPerson(canvas: Canvas, placing: Placing, looks: HeadLooks, stance: Stance): void {
  const covered = stance.hijab ?? looks.covered
  const upright = { ...placing, turn: 0 }
  for (const { upright: stands, depth, ...shape } of headShapes({ ...looks, covered }, stance)) {
    const x = withYaw(shape.x, depth, stance.yawDegrees)
    paintEllipse(canvas, stands ? upright : placing, { ...shape, x })
  }
}

function paintGround(canvas: Canvas, ground: Stance['ground'], random: SeededRandom): void {
  const { widthPx, heightPx, rgba } = canvas
  for (let y = 0; y < heightPx; y += 1) {
    const light = 214 - (18 * y) / heightPx
    const colour = colours[ground]?.map((part) => (part * light) / 214) ?? [light, light, light + 4]
    const row = y * widthPx * 4
    rgba.set(colour, row)
    // Each copy doubles what the row has: pixel by pixel would take longer than all that is drawn on it.
    for (let done = 4; done < widthPx * 4; done *= 2) {
      rgba.copyWithin(row + done, row, row + Math.min(done, widthPx * 4 - done))
    }
  }
  if (ground !== 'shelves') return
  // Books and posters, as behind a teacher's desk.
  for (let top = 0; top < heightPx; top += heightPx / 8) {
    for (let left = 0; left < widthPx; ) {
      const right = left + widthPx * random.between(0.02, 0.06)
      const colour = [random.between(20, 240), random.between(20, 240), random.between(20, 240)] as const
      paintBox(
        canvas,
        [left, top + heightPx * random.between(0, 0.04), right, top + heightPx * 0.115],
        colour,
      )
      left = right
    }
  }
}

// The cloths that the directive names: red for odd, blue for even birth years.
const colours: Partial<Record<Stance['ground'], readonly number[]>> = {
  red: [219, 21, 20],
  blue: [0, 144, 255],
}
