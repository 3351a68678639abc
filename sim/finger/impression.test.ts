import { describe, expect, test } from 'vitest'
import { pressImage } from './impression.ts'
import { masterFinger } from './master-finger.ts'
import type { Press } from './press.ts'

const press: Press = { person: 'impression', position: 2, press: 1 }
const image = (more: Partial<Press> = {}) => pressImage({ ...press, ...more }, 192, 192)
const mean = (pixels: Uint8Array) => pixels.reduce((sum, grey) => sum + grey, 0) / pixels.length
const covered = (pixels: Uint8Array) => pixels.filter((grey) => grey < 128).length / pixels.length

test('the same press of the same finger is the same picture, to the bit', () => {
  expect(image()).toEqual(image())
})

test('another press, finger or person is another picture', () => {
  for (const more of [{ press: 2 }, { position: 3 }, { person: 'other' }])
    expect(image(more)).not.toEqual(image())
})

test('the finger itself does not change from press to press', () => {
  expect(masterFinger('impression', 2).skin).toBe(masterFinger('impression', 2).skin)
})

describe('the manner of a press shows', () => {
  test('dry is brighter and wet is darker', () => {
    expect(mean(image({ wetness: -0.9 }))).toBeGreaterThan(mean(image({ wetness: 0 })) + 10)
    expect(mean(image({ wetness: 0.9 }))).toBeLessThan(mean(image({ wetness: 0 })) - 20)
  })

  test('less contact leaves more glass', () => {
    const shares = [1.15, 0.6, 0.3, 0.1].map((contact) => covered(image({ contact })))
    expect(shares).toEqual([...shares].sort((a, b) => b - a))
  })

  test('pressing hard makes broad ridges, pressing lightly thin ones', () => {
    expect(covered(image({ pressure: 1 }))).toBeGreaterThan(covered(image({ pressure: -1 })))
  })

  test('a double touch is darker than a single one, and a slide flattens the ridges', () => {
    expect(covered(image({ doubleTouch: true }))).toBeGreaterThan(covered(image()) + 0.1)
    const spread = (pixels: Uint8Array) => Math.sqrt(mean(pixels.map((grey) => Math.abs(grey - 128))))
    expect(spread(image({ smearPx: 10 }))).toBeLessThan(spread(image()))
  })

  test('a finger off the glass leaves it empty', () => {
    expect(covered(image({ shiftXPx: 400 }))).toBe(0)
  })
})
