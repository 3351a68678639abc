import type { Colour, Ellipse } from './paint.ts'
import type { Stance } from './stance.ts'

/** The features that distinguish one drawn person from another. */
export interface HeadLooks {
  readonly skin: Colour
  /** Hair under a cloth. */
  readonly covered: boolean
  readonly cloth: Colour
}

/** One shape of a person around the middle of the face, for a face 300 units high; 88 between the eyes. */
export interface HeadShape extends Ellipse {
  /** How far before the axis of the head it lies: what lies in front moves more when the head turns. */
  readonly depth: number
  /** Shoulders and neck do not tilt with the head. */
  readonly upright?: boolean
}

/** Where a point comes to lie when the head turns to the right in the picture. */
export function withYaw(x: number, depth: number, yawDegrees: number): number {
  const turn = (yawDegrees * Math.PI) / 180
  return x * Math.cos(turn) + depth * Math.sin(turn)
}

/** A person from back to front. */
export function headShapes({ skin, covered, cloth }: HeadLooks, stance: Stance): readonly HeadShape[] {
  const shade = (factor: number): Colour => [skin[0] * factor, skin[1] * factor, skin[2] * factor]
  const hair: Colour = covered ? cloth : [30, 26, 24]
  const cheek = (x: number): HeadShape => {
    return { x, y: 44, radiusX: 30, radiusY: 24, colour: [225, 150, 130], strength: 0.25, depth: 60 }
  }
  const crown = covered ? { y: 12, radiusX: 150, radiusY: 190 } : { y: -26, radiusX: 128, radiusY: 165 }
  return [
    { x: 0, y: 330, radiusX: 215, radiusY: 170, colour: [240, 240, 244], depth: 0, upright: true },
    { x: 0, y: 160, radiusX: 52, radiusY: 70, colour: shade(0.85), depth: 0, upright: true },
    { x: 0, ...crown, colour: hair, depth: -10 },
    { x: 0, y: 0, radiusX: 108, radiusY: 150, colour: skin, depth: 20 },
    { x: 0, y: -110, radiusX: 104, radiusY: 34, colour: covered ? cloth : [34, 29, 27], depth: 20 },
    cheek(-48),
    cheek(48),
    ...eyeShapes(-44, shade, stance.eyesClosed),
    ...eyeShapes(44, shade, stance.eyesClosed),
    { x: 0, y: 14, radiusX: 13, radiusY: 36, colour: shade(1.12), strength: 0.5, depth: 108 },
    { x: 0, y: 46, radiusX: 24, radiusY: 10, colour: shade(0.72), strength: 0.6, depth: 112 },
    { x: 0, y: 86, radiusX: 33, radiusY: 9, colour: [168, 84, 82], depth: 85 },
    { x: 0, y: 86, radiusX: 31, radiusY: 1.6, colour: [90, 40, 40], depth: 85 },
    ...(stance.masked ? [mask] : []),
  ]
}

const mask: HeadShape = { x: 0, y: 78, radiusX: 98, radiusY: 66, colour: [120, 170, 205], depth: 70 }

function eyeShapes(x: number, shade: (factor: number) => Colour, closed: boolean): readonly HeadShape[] {
  const depth = 70
  const socket = { x, y: -22, radiusX: 30, radiusY: 20, colour: shade(0.7), strength: 0.5, depth } as const
  const brow = { x, y: -48, radiusX: 28, radiusY: 5, colour: [38, 28, 24], depth } as const
  if (closed) {
    return [
      socket,
      { x, y: -22, radiusX: 23, radiusY: 10, colour: shade(0.92), depth },
      { x, y: -13, radiusX: 22, radiusY: 2.5, colour: [40, 28, 24], depth },
      brow,
    ]
  }
  return [
    socket,
    { x, y: -20, radiusX: 22, radiusY: 10, colour: [245, 243, 240], depth },
    { x, y: -20, radiusX: 9.5, radiusY: 9.5, colour: [70, 44, 28], depth },
    { x, y: -20, radiusX: 4.5, radiusY: 4.5, colour: [12, 10, 10], depth },
    { x: x + 3, y: -23, radiusX: 2, radiusY: 2, colour: [255, 255, 255], depth },
    { x, y: -30, radiusX: 24, radiusY: 3, colour: [40, 28, 24], depth },
    brow,
  ]
}
