import { describe, expect, test } from 'vitest'
import { pressImage } from '../../../sim/finger/impression.ts'
import type { Press } from '../../../sim/finger/press.ts'
import type { FingerPosition } from '../../core/finger-position.ts'
import { compareFingers, findRepeat, sameFingerScore } from './compare-fingers.ts'
import { type FingerTemplate, fingerTemplate } from './finger-template.ts'

const sensors = [
  ['256x288', 256, 288],
  ['192x192', 192, 192],
] as const

const templates = new Map<string, FingerTemplate>()

// The same press is always the same picture: each is pressed and read once.
function template(widthPx: number, heightPx: number, press: Press): FingerTemplate {
  const key = JSON.stringify([widthPx, heightPx, press])
  const known = templates.get(key)
  if (known) return known
  const pixels = pressImage(press, widthPx, heightPx).map((level) => (level >> 4) * 17)
  const made = fingerTemplate({ widthPx, heightPx, dpi: 500, pixels })
  templates.set(key, made)
  return made
}

const positions = [1, 2, 3, 4, 6, 7] as const
// Shares as with real readers, where a quarter of displaced, dry and wet presses is missed.
const manners: readonly (readonly [string, Partial<Press>, number])[] = [
  ['as before', {}, 0.8],
  ['drier', { wetness: -0.5 }, 0.6],
  ['wetter', { wetness: 0.5 }, 0.6],
  ['turned', { turnDegrees: 12 }, 0.6],
  ['to the side', { shiftXPx: 20, shiftYPx: 15 }, 0.6],
]

describe.each(sensors)('on a sensor of %s', (_, widthPx, heightPx) => {
  const finger = (position: number, press: number, manner: Partial<Press> = {}) =>
    template(widthPx, heightPx, { person: 'match', position, press, ...manner })
  const first = new Map<FingerPosition, FingerTemplate>(positions.map((one) => [one, finger(one, 1)]))

  test.each(manners)('a finger pressed %s is mostly known again', (_name, manner, mostly) => {
    const scores = positions.map((position) => {
      const known = first.get(position)
      return known ? compareFingers(known, finger(position, 2, manner)) : 0
    })
    const again = scores.filter((score) => score >= sameFingerScore)
    expect(again.length).toBeGreaterThanOrEqual(mostly * positions.length)
  })

  test('no two fingers of a hand, nor of another person, pass for one', () => {
    for (const [position, known] of first) {
      const others = positions.filter((one) => one !== position).map((one) => finger(one, 2))
      const strangers = positions.map((one) =>
        template(widthPx, heightPx, { person: 'x', position: one, press: 1 }),
      )
      for (const other of [...others, ...strangers])
        expect(compareFingers(known, other)).toBeLessThan(sameFingerScore)
    }
  })

  test('a finger pressed under a second name is found under its first; its own name is no repeat', () => {
    expect(findRepeat(first, 9, finger(3, 5))).toBe(3)
    expect(findRepeat(first, 3, finger(3, 5))).toBeUndefined()
    expect(findRepeat(first, 9, finger(9, 1))).toBeUndefined()
  })

  test('glass without a finger is like nothing', () => {
    const pixels = new Uint8Array(widthPx * heightPx).fill(235)
    const empty = fingerTemplate({ widthPx, heightPx, dpi: 500, pixels })
    for (const known of first.values()) expect(compareFingers(known, empty)).toBe(0)
    expect(compareFingers(empty, empty)).toBe(0)
  })
})
