import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase45, encodeBase45 } from './base45.ts'

test.each([
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
  ['', ''],
])('%s is %s (RFC 9285 section 4.3)', (plain, encoded) => {
  expect(encodeBase45(Buffer.from(plain))).toBe(encoded)
  expect(Buffer.from(decodeBase45(encoded) ?? 'none').toString()).toBe(plain)
})

test('whatever goes in comes out, in letters of a QR code', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 99 }), (bytes) => {
      const text = encodeBase45(bytes)
      expect(text).toMatch(/^[0-9A-Z $%*+\-./:]*$/)
      expect(decodeBase45(text)).toEqual(bytes)
    }),
  )
})

test.each([
  ['a lower case letter', 'bB8'],
  ['a letter of no alphabet', 'B_8'],
  ['one character alone', 'BB8B'],
  ['three characters above 65535', 'GGW'],
  ['three characters at the top', ':::'],
  ['two characters above 255', '::'],
])('%s is refused', (_, text) => {
  expect(decodeBase45(text)).toBeUndefined()
})

test('the largest groups that stand for bytes are read', () => {
  expect(decodeBase45('FGW')).toEqual(Uint8Array.of(255, 255))
  expect(decodeBase45('U5')).toEqual(Uint8Array.of(255))
})
