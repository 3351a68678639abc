import type { FacePose, FaceReading, FoundFaces } from '../../../hal/contract/face-finder.ts'
import { detectFaces } from './detect-faces.ts'
import type { Weights } from './face-weights.ts'
import { locateMarks, type Point } from './locate-marks.ts'
import {
  type EyeLine,
  luminanceOf,
  measureGround,
  measureLight,
  measureSharpness,
} from './measure-picture.ts'
import { portraitIn, type RgbPicture, shrink } from './rgb-picture.ts'

/** Both networks of the detector. */
export interface FaceNetworks {
  readonly detector: Weights
  readonly marks: Weights
}

// Enough to find a face and its eyes; a fine blur of a still of three megapixels is lost.
const lookPx = 240

/** Measures a picture: always its pixels, and with networks the face in it. */
export function readFace(whole: RgbPicture, networks: FaceNetworks | undefined): FaceReading {
  const picture = portraitIn(whole)
  const small = shrink(picture, lookPx)
  const grey = luminanceOf(small)
  const seen = networks && findFace(networks, small)
  const eyes = seen?.eyes ?? expectedEyes(small)
  const light = measureLight(small, grey, eyes)
  const pose = seen?.face && poseOf(small, seen.face, picture.widthPx / small.widthPx)
  const found: FoundFaces | undefined = seen && { count: seen.count, ...(pose && { pose }) }
  return {
    widthPx: picture.widthPx,
    heightPx: picture.heightPx,
    light,
    sharpness: measureSharpness(small, grey, eyes),
    ground: measureGround(small, grey, eyes),
    ...(found && { found }),
  }
}

interface Eyes extends EyeLine {
  readonly right: Point
  readonly left: Point
}

// Where the oval on the screen asks for them.
function expectedEyes({ widthPx }: RgbPicture): EyeLine {
  return { middle: { x: 0.5 * widthPx, y: 0.545 * widthPx }, distancePx: 0.18 * widthPx }
}

function findFace({ detector, marks }: FaceNetworks, picture: RgbPicture) {
  const faces = detectFaces(detector, picture)
  const largest = faces.toSorted((one, other) => other.widthPx - one.widthPx)[0]
  if (!largest) return { count: 0 }
  const points = locateMarks(marks, picture, largest)
  const [right, left] = [middleOf(points.slice(36, 42)), middleOf(points.slice(42, 48))]
  const distancePx = Math.max(1, Math.hypot(left.x - right.x, left.y - right.y))
  const eyes: Eyes = { right, left, middle: middleOf([right, left]), distancePx }
  const lids = Math.min(openingOf(points.slice(36, 42)), openingOf(points.slice(42, 48)))
  return { count: faces.length, eyes, face: { eyes, nose: points[30] ?? eyes.middle, lids } }
}

function poseOf(
  picture: RgbPicture,
  { eyes, nose, lids }: { eyes: Eyes; nose: Point; lids: number },
  zoom: number,
): FacePose {
  const { right, left, middle, distancePx } = eyes
  const along = { x: (left.x - right.x) / distancePx, y: (left.y - right.y) / distancePx }
  return {
    eyeDistancePx: zoom * distancePx,
    x: middle.x / picture.widthPx,
    y: middle.y / picture.widthPx,
    rollDegrees: (Math.atan2(along.y, along.x) * 180) / Math.PI,
    turn: ((nose.x - middle.x) * along.x + (nose.y - middle.y) * along.y) / distancePx,
    eyeOpening: lids,
  }
}

// Of the six marks of an eye the first and the fourth are its corners; height between the lids over width.
function openingOf(marks: readonly Point[]): number {
  const between = (one: number, other: number) => {
    const [a, b] = [marks[one], marks[other]]
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0
  }
  return (between(1, 5) + between(2, 4)) / Math.max(1, 2 * between(0, 3))
}

function middleOf(points: readonly Point[]): Point {
  const sum = (of: (point: Point) => number) => points.reduce((total, point) => total + of(point), 0)
  return { x: sum(({ x }) => x) / points.length, y: sum(({ y }) => y) / points.length }
}
