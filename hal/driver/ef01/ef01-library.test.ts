import { expect, test } from 'vitest'
import { storedTemplates } from './ef01-library.ts'

/** A page with these bits set, counted from the lowest of the first byte, and something behind its end. */
function pageOf(...bits: readonly number[]): Uint8Array {
  const page = new Uint8Array(33).fill(0xff, 32)
  for (const bit of bits) page[bit >> 3] = (page[bit >> 3] ?? 0) | (1 << (bit & 7))
  return page
}

test('a page of 32 bytes tells 256 numbers, the lowest bit first, and what comes after it tells none', () => {
  expect(storedTemplates(pageOf(0, 7, 8, 255), 0, 0)).toEqual([0, 7, 8, 255])
  expect(storedTemplates(pageOf(0, 255), 1, 0)).toEqual([256, 511])
})

test('a part that leaves the first bit unused counts from the second', () => {
  expect(storedTemplates(pageOf(0, 1, 255), 0, 1)).toEqual([0, 254])
})
