import { createSeededRandom, seedOf } from '../random/seeded-random.ts'

/** A drawn person; no real face anywhere. Two of three girls in the region cover their hair. */
export interface Portrait {
  readonly widthPx: number
  readonly heightPx: number
  /** Red, green, blue, 255 for each pixel. */
  readonly rgba: Uint8Array
}

type Colour = readonly [number, number, number]

interface Ellipse {
  readonly x: number
  readonly y: number
  readonly radiusX: number
  readonly radiusY: number
  readonly colour: Colour
  /** 1 covers fully, less shades. */
  readonly strength?: number
}

/** Draws the portrait of a seed; `sway` between -1 and 1 moves the head a little, as in a live picture. */
export function drawPortrait(seed: string, widthPx: number, heightPx: number, sway: number): Portrait {
  const random = createSeededRandom(seedOf('portrait', seed))
  const skin: Colour = [random.between(150, 205), random.between(105, 155), random.between(80, 122)]
  const covered = random.next() < 0.5
  const cloth: Colour = covered
    ? [random.between(60, 235), random.between(60, 235), random.between(60, 235)]
    : [30, 26, 24]
  const rgba = new Uint8Array(widthPx * heightPx * 4).fill(255)
  fillGround(rgba, widthPx, heightPx)
  const scale = widthPx / 480
  const centreX = widthPx / 2 + 6 * sway * scale
  const centreY = heightPx * 0.44
  const shapes = shapesOf(skin, cloth, covered)
  for (const shape of shapes) {
    paint(rgba, widthPx, heightPx, {
      ...shape,
      x: centreX + shape.x * scale,
      y: centreY + shape.y * scale,
      radiusX: shape.radiusX * scale,
      radiusY: shape.radiusY * scale,
    })
  }
  const noise = createSeededRandom(seedOf('noise', seed, sway))
  for (let at = 0; at < rgba.length; at += 4) {
    const grain = 3 * noise.normal()
    for (let part = 0; part < 3; part += 1) rgba[at + part] = clamp((rgba[at + part] ?? 0) + grain)
  }
  return { widthPx, heightPx, rgba }
}

function shapesOf(skin: Colour, cloth: Colour, covered: boolean): Ellipse[] {
  const shade = (factor: number): Colour => [skin[0] * factor, skin[1] * factor, skin[2] * factor]
  const eye = (x: number): Ellipse[] => [
    { x, y: -22, radiusX: 30, radiusY: 20, colour: shade(0.7), strength: 0.5 },
    { x, y: -20, radiusX: 22, radiusY: 10, colour: [245, 243, 240] },
    { x, y: -20, radiusX: 9.5, radiusY: 9.5, colour: [70, 44, 28] },
    { x, y: -20, radiusX: 4.5, radiusY: 4.5, colour: [12, 10, 10] },
    { x: x + 3, y: -23, radiusX: 2, radiusY: 2, colour: [255, 255, 255] },
    { x, y: -30, radiusX: 24, radiusY: 3, colour: [40, 28, 24] },
    { x, y: -48, radiusX: 28, radiusY: 5, colour: [38, 28, 24] },
  ]
  return [
    { x: 0, y: 330, radiusX: 215, radiusY: 170, colour: [240, 240, 244] },
    { x: 0, y: 160, radiusX: 52, radiusY: 70, colour: shade(0.85) },
    {
      x: 0,
      y: covered ? 12 : -26,
      radiusX: covered ? 150 : 128,
      radiusY: covered ? 190 : 165,
      colour: cloth,
    },
    { x: 0, y: 0, radiusX: 108, radiusY: 150, colour: skin },
    { x: 0, y: -110, radiusX: 104, radiusY: 34, colour: covered ? cloth : [34, 29, 27] },
    { x: -48, y: 44, radiusX: 30, radiusY: 24, colour: [225, 150, 130], strength: 0.25 },
    { x: 48, y: 44, radiusX: 30, radiusY: 24, colour: [225, 150, 130], strength: 0.25 },
    ...eye(-44),
    ...eye(44),
    { x: 0, y: 14, radiusX: 13, radiusY: 36, colour: shade(1.12), strength: 0.5 },
    { x: 0, y: 46, radiusX: 24, radiusY: 10, colour: shade(0.72), strength: 0.6 },
    { x: 0, y: 86, radiusX: 33, radiusY: 9, colour: [168, 84, 82] },
    { x: 0, y: 86, radiusX: 31, radiusY: 1.6, colour: [90, 40, 40] },
  ]
}

function fillGround(rgba: Uint8Array, widthPx: number, heightPx: number): void {
  for (let y = 0; y < heightPx; y += 1) {
    const light = 214 - (18 * y) / heightPx
    for (let x = 0; x < widthPx; x += 1) rgba.set([light, light, light + 4], (y * widthPx + x) * 4)
  }
}

function paint(rgba: Uint8Array, widthPx: number, heightPx: number, shape: Ellipse): void {
  const { x: centreX, y: centreY, radiusX, radiusY, colour, strength = 1 } = shape
  for (
    let y = Math.max(0, Math.floor(centreY - radiusY));
    y < Math.min(heightPx, centreY + radiusY);
    y += 1
  ) {
    for (
      let x = Math.max(0, Math.floor(centreX - radiusX));
      x < Math.min(widthPx, centreX + radiusX);
      x += 1
    ) {
      const distance = Math.hypot((x - centreX) / radiusX, (y - centreY) / radiusY)
      const soft = strength < 1 ? 1 - distance : (1 - distance) * 14
      const cover = strength * Math.min(1, Math.max(0, soft))
      const at = (y * widthPx + x) * 4
      for (const [part, value] of colour.entries()) {
        rgba[at + part] = clamp((rgba[at + part] ?? 0) * (1 - cover) + value * cover)
      }
    }
  }
}

function clamp(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)))
}
