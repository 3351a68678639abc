import { describe, expect, test } from 'vitest'
import { pressImage } from '../../../sim/finger/impression.ts'
import type { Press } from '../../../sim/finger/press.ts'
import { type PressFlaw, scoreFinger } from './finger-quality.ts'

type Manner = Omit<Press, 'person' | 'position' | 'press'>

const sensors = [
  ['256x288', 256, 288],
  ['192x192', 192, 192],
] as const

// As the parts give it: sixteen levels of grey.
function score(widthPx: number, heightPx: number, position: number, manner: Manner) {
  const grey = pressImage({ person: 'quality', position, press: 1, ...manner }, widthPx, heightPx)
  return scoreFinger({ widthPx, heightPx, dpi: 500, pixels: grey.map((level) => (level >> 4) * 17) })
}

const flawed: readonly (readonly [PressFlaw, Manner])[] = [
  ['dry', { wetness: -1.8 }],
  ['wet', { wetness: 1.6 }],
  ['small', { contact: 0.2 }],
  ['moved', { smearPx: 16 }],
]
const good: readonly (readonly [string, Manner])[] = [
  ['as usual', {}],
  ['a little dry', { wetness: -0.3 }],
  ['a little wet', { wetness: 0.4 }],
  ['light', { pressure: -0.8 }],
  ['hard', { pressure: 1 }],
  ['turned', { turnDegrees: 15 }],
  ['a little off the middle', { shiftXPx: 20, shiftYPx: -20 }],
]
const positions = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

describe.each(sensors)('on a sensor of %s', (_, widthPx, heightPx) => {
  // Skin differs, and so do presses: nine of ten are enough.
  test.each(good)('a press that is %s is good', (_name, manner) => {
    const taken = positions.filter((position) => !score(widthPx, heightPx, position, manner).flaw)
    expect(taken.length).toBeGreaterThanOrEqual(positions.length - 1)
  })

  test.each(flawed)('a press that is %s is no good, and mostly named so', (flaw, manner) => {
    const flaws = positions.map((position) => score(widthPx, heightPx, position, manner).flaw)
    expect(flaws.filter((one) => one !== undefined).length).toBeGreaterThanOrEqual(0.8 * positions.length)
    expect(flaws.filter((one) => one === flaw).length).toBeGreaterThanOrEqual(0.6 * positions.length)
  })

  test('less of a finger never scores more', () => {
    for (const position of positions) {
      const scores = [1.15, 0.6, 0.45, 0.3, 0.15].map(
        (contact) => score(widthPx, heightPx, position, { contact }).score,
      )
      expect(scores).toEqual([...scores].sort((a, b) => b - a))
    }
  })

  test.each([
    ['empty glass', (_at: number) => 235],
    ['black', (_at: number) => 0],
    ['white noise', (at: number) => (Math.imul(at + 1, 2_654_435_761) >>> 24) & 0xf0],
  ])('%s scores nothing and is not good', (_name, grey) => {
    const pixels = Uint8Array.from({ length: widthPx * heightPx }, (_value, at) => grey(at))
    const quality = scoreFinger({ widthPx, heightPx, dpi: 500, pixels })
    expect(quality.flaw).toBeDefined()
    expect(quality.score).toBeLessThan(10)
  })
})
