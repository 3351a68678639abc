import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FacePose, FaceReading } from '../../../hal/contract/face-finder.ts'
import { goodReading } from '../../../sim/face/face-finder-twin.ts'
import { faceHints, judgeFace } from './judge-face.ts'

const goodPose: FacePose = {
  eyeDistancePx: 132,
  x: 0.5,
  y: 0.545,
  rollDegrees: 0,
  turn: 0,
  eyeOpening: 0.33,
}

function withPose(changes: Partial<FacePose>, count = 1): FaceReading {
  return { ...goodReading, found: { count, pose: { ...goodPose, ...changes } } }
}

const dark: FaceReading = {
  ...goodReading,
  light: { ...goodReading.light, mean: 60 },
  ground: { ...goodReading.ground, red: 70, green: 70, blue: 72 },
}

const withLight = (changes: Partial<FaceReading['light']>): FaceReading => ({
  ...goodReading,
  light: { ...goodReading.light, ...changes },
})

describe('what is wrong is said, and nothing else', () => {
  test.each<[string, FaceReading, readonly string[]]>([
    ['nothing', goodReading, []],
    ['dark, and the ground as well', dark, ['brighter']],
    ['dark skin before a bright wall', withLight({ mean: 51 }), []],
    ['black before any ground', withLight({ mean: 20 }), ['brighter']],
    ['burnt', withLight({ bright: 0.12 }), ['glare']],
    ['nobody', { ...goodReading, found: { count: 0 } }, ['no-face']],
    ['two people', withPose({}, 2), ['one-person']],
    ['far', withPose({ eyeDistancePx: 95 }), ['closer']],
    ['near', withPose({ eyeDistancePx: 190 }), ['back']],
    ['aside', withPose({ x: 0.6 }), ['right']],
    ['aside and low', withPose({ x: 0.4, y: 0.66 }), ['left', 'up']],
    ['high', withPose({ y: 0.44 }), ['down']],
    ['tilted', withPose({ rollDegrees: -11 }), ['straight']],
    ['turned', withPose({ turn: 0.12 }), ['straight']],
    ['closed eyes', withPose({ eyeOpening: 0.2 }), ['open-eyes']],
    ['closed eyes in a blur', { ...withPose({ eyeOpening: 0.2 }), sharpness: 0.05 }, ['hold-still']],
    ['blur', { ...goodReading, sharpness: 0.05 }, ['hold-still']],
    ['shelves', { ...goodReading, ground: { ...goodReading.ground, unevenness: 20 } }, ['plain-ground']],
  ])('%s', (_, reading, hints) => {
    expect(judgeFace(reading).hints).toEqual(hints)
  })
})

test('in the dark nobody is asked to hold still, and without a face neither', () => {
  const blurred = { sharpness: 0.02 }
  expect(judgeFace({ ...dark, ...blurred }).hints).toEqual(['brighter'])
  expect(judgeFace({ ...goodReading, ...blurred, found: { count: 0 } }).hints).toEqual(['no-face'])
})

test('a change for the worse never raises the score, which stays between 0 and 100', () => {
  const worse = fc.record({
    rollDegrees: fc.double({ min: 0, max: 80, noNaN: true }),
    turn: fc.double({ min: 0, max: 1, noNaN: true }),
    eyeOpening: fc.double({ min: 0, max: 0.33, noNaN: true }),
    eyeDistancePx: fc.double({ min: 10, max: 132, noNaN: true }),
  })
  fc.assert(
    fc.property(worse, fc.double({ min: 0, max: 0.2, noNaN: true }), (pose, sharpness) => {
      const { score } = judgeFace({ ...withPose(pose), sharpness })
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(judgeFace(goodReading).score)
    }),
  )
})

test('hints come in their order of importance, whatever is wrong', () => {
  const all = {
    ...withPose({ eyeDistancePx: 60, x: 0.9, y: 0.9, rollDegrees: 40, eyeOpening: 0 }, 3),
    sharpness: 0,
  }
  const { hints } = judgeFace({ ...all, ground: { ...goodReading.ground, unevenness: 99 } })
  expect(hints).toEqual(faceHints.filter((hint) => hints.includes(hint)))
  expect(hints[0]).toBe('one-person')
  expect(hints.length).toBe(7)
})

test('pixels alone ask for nothing of a face', () => {
  const { found: _, ...pixels } = goodReading
  expect(judgeFace(pixels)).toMatchObject({ hints: [], check: 'pixels' })
})
