import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberInCode } from './number-in-code.ts'

test.each([
  ['0091234567', '0091234567'],
  ['6311064611090001', '6311064611090001'],
  ['https://sekolah.example/kartu?nisn=0091234567', '0091234567'],
  ['{"nisn":"0091234567","nik":"6311064611090001"}', '0091234567'],
  ['NISN: 0091234567 / Kelas 12', '0091234567'],
  ['0091234567,0091234568', undefined],
  ['0091234567 0091234567', '0091234567'],
  ['6311064611090001 6311064611090002', undefined],
  ['00912345678', undefined],
  ['', undefined],
  ['Perpustakaan', undefined],
  [`${'x'.repeat(600)}0091234567`, undefined],
])('%j holds %j', (text, number) => {
  expect(numberInCode(text)).toBe(number)
})

test('whatever stands in a code, what comes out is a number of ten or sixteen digits that stands in it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789 a')), maxLength: 60 }),
      (text) => {
        const number = numberInCode(text)
        if (number === undefined) return
        expect(text).toContain(number)
        expect([10, 16]).toContain(number.length)
      },
    ),
  )
})
