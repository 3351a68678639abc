import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pressLimits, wantsAnother } from './press-policy.ts'

test.each([
  ['the first and second press never are the last', [[10], [10, 10]], true],
  ['the third is, when it brought nothing', [[50, 40, 50]], false],
  ['nor does a gain within what presses differ anyway count', [[40, 44, 48]], false],
  [
    'a finger that gains gets a fourth, and a fifth',
    [
      [10, 20, 30],
      [10, 10, 10, 40],
    ],
    true,
  ],
  [
    'but none that gained only earlier',
    [
      [10, 60, 20],
      [10, 20, 60, 50],
    ],
    false,
  ],
  ['and never a sixth', [[10, 20, 30, 40, 90]], false],
] as const)('%s', (_, many, another) => {
  for (const scores of many) expect(wantsAnother(scores)).toBe(another)
})

test('whatever the scores, a finger is asked for three to five times', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 9, maxLength: 9 }), (scores) => {
      let presses = 1
      while (wantsAnother(scores.slice(0, presses))) presses += 1
      expect(presses).toBeGreaterThanOrEqual(pressLimits.usual)
      expect(presses).toBeLessThanOrEqual(pressLimits.most)
    }),
  )
})
