import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchScore, packTemplate, unpackTemplate } from './twin-template.ts'

const finger = fc.record({
  person: fc.string({ maxLength: 20, unit: 'grapheme' }),
  position: fc.integer({ min: 0, max: 15 }),
  press: fc.nat(),
})

test('a template holds its features in any size, and is the same every time', () => {
  fc.assert(
    fc.property(finger, fc.constantFrom(498, 512, 768, 1_536), (features, bytes) => {
      const template = packTemplate(features, bytes)
      expect(template.length).toBe(bytes)
      expect(unpackTemplate(template)).toEqual(features)
      expect(packTemplate(features, bytes)).toEqual(template)
    }),
  )
})

test('bytes that are no template give no features and never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      expect(unpackTemplate(bytes)).toBeUndefined()
    }),
  )
  const damaged = packTemplate({ person: 'a', position: 2, press: 1 }, 512)
  damaged[8] = 98
  expect(unpackTemplate(damaged)).toBeUndefined()
})

test('two presses of one finger always score above two fingers', () => {
  fc.assert(
    fc.property(finger, finger, fc.nat(), (one, two, press) => {
      expect(matchScore(one, { ...one, press })).toBeGreaterThanOrEqual(60)
      if (one.person === two.person && one.position === two.position) return
      expect(matchScore(one, two)).toBeLessThanOrEqual(12)
    }),
  )
})
