import { describe, expect, test } from 'vitest'
import { sha256Hex } from '../../core/hash.ts'
import { readableAlphabet, readableCode, readReadableCode } from './readable-code.ts'

const hashes = ['0'.repeat(64), 'f'.repeat(64), ...['', 'a', 'b', 'c', 'd', 'e'].map(sha256Hex)]
const codes = hashes.map(readableCode)
const withoutDash = (code: string) => code.replace('-', '')

test('a code is the first 35 bits of the hash and a check character', () => {
  expect(readableCode('0'.repeat(64))).toBe('0000-0000')
  // 00001 00010 00011 00100 00101 00110 00111
  expect(readableCode('0886429 8e'.replace(' ', '')).slice(0, 8)).toBe('1234-567')
  expect(readableCode('088642 98f'.replace(' ', ''))).toBe(readableCode('08864298e'))
})

test.each(codes)('%s is read as it is shown, and as people type it', (code) => {
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  const spellings = [code, withoutDash(code), code.toLowerCase(), code.replace('-', ' '), ` ${code} `]
  const alike = [code.replaceAll('0', 'O'), code.replaceAll('1', 'I'), code.replaceAll('1', 'l')]
  for (const typed of [...spellings, ...alike])
    expect([typed, readReadableCode(typed)]).toEqual([typed, code])
})

describe.each(codes.map(withoutDash))('from %s', (code) => {
  test('every single wrong character is noticed', () => {
    for (let at = 0; at < 8; at += 1) {
      for (const letter of readableAlphabet) {
        const typed = code.slice(0, at) + letter + code.slice(at + 1)
        if (typed !== code) expect([typed, readReadableCode(typed)]).toEqual([typed, undefined])
      }
    }
  })

  test('every swap of two characters is noticed', () => {
    for (let one = 0; one < 8; one += 1) {
      for (let two = one + 1; two < 8; two += 1) {
        const letters = Array.from(code)
        ;[letters[one], letters[two]] = [letters[two] ?? '', letters[one] ?? '']
        const typed = letters.join('')
        if (typed !== code) expect([typed, readReadableCode(typed)]).toEqual([typed, undefined])
      }
    }
  })
})

test.each(['', '7', 'K7QD2MX', '0000-00000', 'U000-0000', '0000-000U', '0'.repeat(5_000)])(
  '%s is no code',
  (typed) => {
    expect(readReadableCode(typed)).toBeUndefined()
  },
)
