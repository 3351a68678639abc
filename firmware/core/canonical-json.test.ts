import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, isWellFormed, type Json } from './canonical-json.ts'

test('keys are sorted at every depth, by code unit, without blanks', () => {
  expect(canonicalJson({ b: [{ z: 1, a: null }], a: 'x', B: true, é: 2, '10': 3, '9': 4 })).toBe(
    '{"10":3,"9":4,"B":true,"a":"x","b":[{"a":null,"z":1}],"é":2}',
  )
})

test('members that are undefined are left out', () => {
  expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}')
})

test.each([0.5, 1e21, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
  'the number %d is refused',
  (number) => {
    expect(() => canonicalJson({ deep: [number] })).toThrow('safe integers')
  },
)

test.each([['\ud800'], [{ deep: ['a\udc00'] }], [{ '\udbff': 1 }]])(
  'half a character is refused: %j',
  (half) => {
    expect(() => canonicalJson(half)).toThrow('whole characters')
    expect(isWellFormed(half)).toBe(false)
  },
)

test('a character of two halves is one', () => {
  expect(canonicalJson({ '😀': '\ud83d\ude00' })).toBe('{"😀":"😀"}')
  expect(isWellFormed({ '😀': ['😀', null, 1] })).toBe(true)
})

const value = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('json'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).json

const reversed = (json: Json): Json => {
  if (Array.isArray(json)) return json.map(reversed)
  if (json === null || typeof json !== 'object') return json
  const members = Object.entries(json).map(([key, member]) => [key, reversed(member ?? null)] as const)
  return Object.fromEntries(members.reverse())
}

test('one value has one text, whatever the order of its members, and the text means the value', () => {
  fc.assert(
    fc.property(value, (json) => {
      const text = canonicalJson(json)
      expect(canonicalJson(reversed(json))).toBe(text)
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
    }),
    { numRuns: 500 },
  )
})
