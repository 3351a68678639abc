/** Templates in one index page: 256 numbers of the part's own library (ReadIndexTable, R503 manual). */
export const templatesPerIndexPage = 256

/**
 * Numbers of the templates that a page of 32 bytes marks as present; the lowest bit comes first. Some
 * parts (R551) leave the first bit unused and count from the second: `firstBit` is 1 there.
 */
export function storedTemplates(table: Uint8Array, page: number, firstBit: 0 | 1): number[] {
  const numbers: number[] = []
  for (const [at, byte] of table.subarray(0, 32).entries()) {
    for (let bit = 0; bit < 8; bit += 1) {
      const number = templatesPerIndexPage * page + 8 * at + bit - firstBit
      if (byte & (1 << bit) && number >= 0) numbers.push(number)
    }
  }
  return numbers
}
