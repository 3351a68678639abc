import type { FaceLight, FacePose, FaceReading } from '../../../hal/contract/face-finder.ts'

/**
 * Advice for a person before the camera, the most important first: faults that hide or move other measures
 * come before them. None of these locks a student out.
 */
export const faceHints = [
  'brighter',
  'glare',
  'no-face',
  'one-person',
  'closer',
  'back',
  'straight',
  'left',
  'right',
  'up',
  'down',
  'hold-still',
  'open-eyes',
  'plain-ground',
] as const

export type FaceHint = (typeof faceHints)[number]

/** How a picture was looked at: with the face found in it, or its pixels alone. */
export type FaceCheck = 'landmarks' | 'pixels'

export interface FaceJudgement {
  /** All that is in force, the most important first; empty when ready. */
  readonly hints: readonly FaceHint[]
  /** Our own, 0-100, to tell the better of two pictures. */
  readonly score: number
  readonly check: FaceCheck
  /** The cloth that the directive asks for, or anything else: a note for staff, never a hint to the student. */
  readonly ground: GroundColour
}

export type GroundColour = 'red' | 'blue' | 'other'

/**
 * Where a hint begins. Eyes, turn and burnt were found on 342 real frontal pictures with open eyes, 96 of them with a
 * headscarf, and on their variants; dark light, sharpness and ground were set by hand or on drawn pictures, and are to be
 * set again on the camera of a school. Nothing asks for ears or hair: a head cover is as good.
 */
export const faceLimits = {
  /** ISO/IEC 19794-5 full frontal: at least 90 px between the eyes of the picture that is kept. */
  eyeDistancePx: 90,
  /** Eye distance as a share of the width: the oval of the screen, a third more or less. */
  nearest: 0.25,
  farthest: 0.145,
  /** Point between the eyes in the oval, and how far off it may be, in shares of the width. */
  centre: { x: 0.5, y: 0.545, aside: 0.08, height: 0.09 },
  /** 19794-5: 8 degrees; the networks read within 2. */
  rollDegrees: 9,
  /** Nose off the middle by this share of the eye distance is about 8 degrees of yaw; all of 15 degrees and more are beyond. */
  turn: 0.1,
  /** Height between the lids over the width of the worse eye. */
  eyeOpening: 0.27,
  /** Mean light of a face before a ground that is as dark; of one before any ground. Skin alone says nothing of the light. */
  darkest: 70,
  darkGround: 80,
  blackest: 25,
  brightest: 225,
  /** Overexposed share after OFIQ. */
  burnt: 0.1,
  flattest: 8,
  sharpness: 0.1,
  unevenness: 8,
} as const

/** Judges one picture of a person. Pure; the picture itself is not needed any more. */
export function judgeFace(reading: FaceReading): FaceJudgement {
  const { found } = reading
  const wrong = new Set<FaceHint>([
    ...lightHints(reading),
    ...(found ? faceHintsOf(found.count, found.pose, reading) : []),
    ...(isSharpnessKnown(reading) && reading.sharpness < faceLimits.sharpness ? ['hold-still' as const] : []),
    ...(reading.ground.unevenness > faceLimits.unevenness ? ['plain-ground' as const] : []),
  ])
  return {
    hints: faceHints.filter((hint) => wrong.has(hint)),
    score: scoreOf(reading, wrong),
    check: found ? 'landmarks' : 'pixels',
    ground: groundColour(reading),
  }
}

function lightHints({ light, ground }: FaceReading): readonly FaceHint[] {
  const { mean, bright, contrast } = light
  if (isDark(light, ground)) return ['brighter']
  if (mean > faceLimits.brightest || bright > faceLimits.burnt) return ['glare']
  // As flat as a wall: whatever is there in enough light is no face.
  return contrast < faceLimits.flattest ? ['no-face'] : []
}

function isDark({ mean }: FaceLight, { red, green, blue }: FaceReading['ground']): boolean {
  const groundLight = 0.299 * red + 0.587 * green + 0.114 * blue
  return mean < faceLimits.blackest || (mean < faceLimits.darkest && groundLight < faceLimits.darkGround)
}

function faceHintsOf(count: number, pose: FacePose | undefined, reading: FaceReading): readonly FaceHint[] {
  if (!pose) return ['no-face']
  return [
    ...(count > 1 ? ['one-person' as const] : []),
    ...placeHints(pose, reading),
    ...poseHints(pose, reading),
  ]
}

// Left and right are the student's own, as in a mirror: a person at the right of the picture must go right.
function placeHints({ x, y, eyeDistancePx }: FacePose, { widthPx }: FaceReading): readonly FaceHint[] {
  const { centre, nearest, farthest } = faceLimits
  const share = eyeDistancePx / widthPx
  const hints: FaceHint[] = []
  if (share > nearest) hints.push('back')
  else if (share < farthest) hints.push('closer')
  if (x > centre.x + centre.aside) hints.push('right')
  if (x < centre.x - centre.aside) hints.push('left')
  if (y > centre.y + centre.height) hints.push('up')
  if (y < centre.y - centre.height) hints.push('down')
  return hints
}

// Lids are seen in a sharp picture only.
function poseHints({ rollDegrees, turn, eyeOpening }: FacePose, reading: FaceReading): readonly FaceHint[] {
  const areLidsSeen =
    reading.sharpness >= faceLimits.sharpness && reading.light.contrast >= faceLimits.flattest
  const crooked = Math.abs(rollDegrees) > faceLimits.rollDegrees || Math.abs(turn) > faceLimits.turn
  return [
    ...(crooked ? ['straight' as const] : []),
    ...(areLidsSeen && eyeOpening < faceLimits.eyeOpening ? ['open-eyes' as const] : []),
  ]
}

// Where no face is, or no light, edges say nothing about the camera.
function isSharpnessKnown({ found, light, ground }: FaceReading): boolean {
  return (!found || found.pose !== undefined) && !isDark(light, ground)
}

// Each part at least a tenth, so that one bad measure does not hide all the others.
function scoreOf({ light, sharpness, found }: FaceReading, wrong: ReadonlySet<FaceHint>): number {
  const pose = found?.pose
  const parts = [
    between(sharpness / 0.16),
    between(light.mean / 100) * (1 - between(light.bright / 0.2)),
    ...(found && !pose ? [0] : []),
    ...(found && found.count > 1 ? [0.5] : []),
    // OFIQ: the square of the cosine of an angle.
    ...(pose
      ? [Math.cos((pose.rollDegrees * Math.PI) / 180) ** 2, 1 - between(Math.abs(pose.turn) / 0.3)]
      : []),
    ...(pose ? [between(pose.eyeDistancePx / faceLimits.eyeDistancePx)] : []),
    // How wide eyes are is a person's own; only shut ones count.
    ...(wrong.has('open-eyes') ? [0.7] : []),
  ]
  return Math.round(100 * parts.reduce((product, part) => product * Math.max(0.1, part), 1))
}

// Nominal colours of the directive: red for odd, blue for even birth years; cameras and lamps are far from them.
function groundColour({ ground: { red, green, blue } }: FaceReading): GroundColour {
  if (red > 1.6 * green && red > 1.6 * blue) return 'red'
  return blue > 1.4 * red && blue > 1.15 * green ? 'blue' : 'other'
}

function between(value: number): number {
  return Math.min(1, Math.max(0, value))
}
