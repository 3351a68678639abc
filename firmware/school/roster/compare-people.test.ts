import { expect, test } from 'vitest'
import { isSameName, isSpelledAlike } from './compare-people.ts'

test.each([
  ['MUHAMMAD RIZKY', 'MUH. RIZKY'],
  ['MUHAMMAD RIZKY', 'M. RIZKY'],
  ['MUHAMAD RIZKY', 'MUHAMMAD RIZKI'],
  ['SITI AMINAH', 'SITI AMINNAH'],
  ['SITI AMINAH', 'SITI'],
  ["NURA'INI", 'NURAINI'],
  ['NUR AINI', 'NURAINI'],
  ['SITI AMINAH', 'SITI NUR AMINAH'],
  ['ANI', 'ANNI'],
])('%s and %s can be one name', (one, other) => {
  expect([isSpelledAlike(one, other), isSpelledAlike(other, one)]).toEqual([true, true])
})

test.each([
  ['ANI CONTOH', 'CICI CONTOH'],
  ['BELA CONTOH', 'BUDI LAIN'],
  ['HASAN', 'HUSEN'],
  ['SITI AMINAH', 'AMINAH SITI'],
  ['ANI', 'ANA'],
  ['A'.repeat(101), `${'A'.repeat(100)}B`],
])('%s and %s are two names', (one, other) => {
  expect([isSpelledAlike(one, other), isSpelledAlike(other, one)]).toEqual([false, false])
})

test('dots, apostrophes, accents and spaces make no other name, digits do', () => {
  expect(isSameName("NUR  A'INI.", 'Nur Aini')).toBe(true)
  expect(isSameName('SISWA 1', 'SISWA 2')).toBe(false)
})
