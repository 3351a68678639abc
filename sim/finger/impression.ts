import { createSeededRandom, type SeededRandom, seedOf } from '../random/seeded-random.ts'
import { masterFinger } from './master-finger.ts'
import type { Press } from './press.ts'
import { skinMarks } from './skin-marks.ts'
import { createSmoothNoise } from './smooth-noise.ts'
import { createTouch, inkAt, type Touch } from './touch.ts'

/** The sensing element's view: 8-bit grey, ridges dark, background bright (biometrics.md section 6). */
export function pressImage(press: Press, widthPx: number, heightPx: number): Uint8Array {
  const random = createSeededRandom(seedOf('press', press.person, press.position, press.press))
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
  const ink = soften(inkOf(press, touches, widthPx, heightPx), widthPx, heightPx)
  return expose(ink, random, widthPx)
}

function inkOf(
  { person, position }: Press,
  touches: readonly Touch[],
  widthPx: number,
  heightPx: number,
): Float32Array {
  const master = masterFinger(person, position)
  const marks = skinMarks(person, position)
  const ink = new Float32Array(widthPx * heightPx)
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1) {
      let most = 0
      for (const touch of touches)
        most = Math.max(most, inkAt(master, marks, touch, column - widthPx / 2, row - heightPx / 2))
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

/** Levels of the part: how bright its glass, how dark a ridge, how uneven its light, and what the last finger left. */
function expose(ink: Float32Array, random: SeededRandom, widthPx: number): Uint8Array {
  const glass = random.between(205, 240)
  const depth = random.between(110, 185)
  const light = createSmoothNoise(random, 130)
  const smudges = createSmoothNoise(random, 9)
  const smudge = random.between(0, 14)
  return Uint8Array.from(ink, (dark, at) => {
    const [x, y] = [at % widthPx, Math.floor(at / widthPx)]
    const stain = smudge * Math.max(0, smudges(x, y))
    const grey = glass + 16 * light(x, y) - depth * dark - stain + 5 * random.normal()
    return Math.max(0, Math.min(255, Math.round(grey)))
  })
}
