import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import { answerMs, code, command, refusal } from './ef01-command.ts'
import type { Ask } from './ef01-link.ts'

const pages = 4

/** Numbers of the templates in the part's own library, read until all that it counts are found. */
export async function readEf01Library(
  ask: Ask,
  firstBit: 0 | 1,
  signal: AbortSignal,
): Promise<Result<readonly number[], ScannerFault>> {
  const counted = await ask(command.countTemplates, answerMs.query, signal)
  if (!counted.ok) return counted
  if (counted.value.code !== code.ok) return err(refusal(counted.value.code, 'TemplateNum'))
  const count = ((counted.value.rest[0] ?? 0) << 8) | (counted.value.rest[1] ?? 0)
  const numbers: number[] = []
  for (let page = 0; page < pages && numbers.length < count; page += 1) {
    const table = await ask(command.readIndexTable(page), answerMs.query, signal)
    if (!table.ok) return table
    if (table.value.code !== code.ok) return err(refusal(table.value.code, 'ReadIndexTable'))
    if (table.value.rest.length * 8 < templatesPerIndexPage) {
      return err({ kind: 'garbled', damage: 'short', bytes: table.value.rest.length })
    }
    numbers.push(...storedTemplates(table.value.rest, page, firstBit))
  }
  return ok(numbers)
}

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
