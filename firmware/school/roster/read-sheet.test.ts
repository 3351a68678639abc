import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { importRoster } from './import-roster.ts'
import { readDate } from './read-date.ts'
import { readSheet, sizeFault } from './read-sheet.ts'

const sources = { clock: createHandClock(), entropy: createSeededRandom(1), known: [] }
const faultOf = async (bytes: Uint8Array) => {
  const imported = await importRoster('x', bytes, sources)
  return imported.ok ? undefined : imported.fault
}

test('a text file named .xlsx is read as text and refused for its headings', async () => {
  const fault = await faultOf(Buffer.from('halo\nini bukan tabel\n'))
  expect(fault).toMatchObject({ kind: 'no-headings', row: 2 })
  expect(fault?.remedy).toContain('Nama')
})

test('a workbook that is cut short is refused', async () => {
  const whole = readFileSync(new URL('../../../test/roster-data/dapodik-smkn-b-clean.xlsx', import.meta.url))
  expect(await faultOf(whole.subarray(0, 30_000))).toMatchObject({ kind: 'damaged' })
})

test('a file over 20 MB is refused by its size alone', async () => {
  expect(sizeFault(200 * 1024 * 1024)).toMatchObject({ kind: 'too-large' })
  expect(await faultOf(new Uint8Array(21 * 1024 * 1024))).toMatchObject({ kind: 'too-large' })
})

test('a NUL byte is refused with its row', async () => {
  expect(
    await faultOf(Buffer.from('Nama;Kelas;Tanggal Lahir\nA;X;1-1-2010\nB\0;X;1-1-2010\n')),
  ).toMatchObject({
    kind: 'not-a-sheet',
    row: 3,
  })
})

test('a file that begins with a NUL byte is no text either', async () => {
  expect(await faultOf(Buffer.from('\0Nama;Kelas;Tanggal Lahir\n'))).toMatchObject({
    kind: 'not-a-sheet',
    row: 1,
  })
})

test('an unclosed quote is refused with the row where reading stopped', async () => {
  expect(await faultOf(Buffer.from('Nama;Kelas\nA;"X\nB;Y\n'))).toMatchObject({ kind: 'damaged', row: 3 })
})

test('a password-protected workbook says so', async () => {
  const fault = await faultOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  expect(fault?.reason).toContain('kata sandi')
})

test('an old Windows list without UTF-8 keeps its letters', async () => {
  const sheet = await readSheet(Buffer.from('Nama;Kelas\nAndr\xe9;X\n', 'latin1'))
  expect(sheet.ok && sheet.value[1]?.cells[0]).toBe('André')
})

test.each([
  ['12 Mei 2009', '2009-05-12'],
  ['2009-05-12', '2009-05-12'],
  ['12/05/2009', '2009-05-12'],
  ['12.5.2009', '2009-05-12'],
  ['3-3-08', '2008-03-03'],
  ['3-3-98', '1998-03-03'],
])('%s is a date', (text, date) => {
  expect(readDate(text, 2026)?.date).toBe(date)
})

test.each(['31/02/2011', '00-01-2010', '12 Foo 2009', '2009', '', '5/13/2010'])('%j is none', (text) => {
  expect(readDate(text, 2026)).toBeUndefined()
})

test('half a character in a workbook becomes a whole one', async () => {
  const file = readFileSync(new URL('../../../test/roster-data/half-a-character.xlsx', import.meta.url))
  const sheet = await readSheet(file)
  expect(sheet.ok && sheet.value[1]?.cells[1]).toBe('Ani\ufffdContoh')
})

test('any bytes end in rows or in a fault, never in an exception', async () => {
  const zipped = fc
    .uint8Array({ maxLength: 300 })
    .map((bytes) => Buffer.concat([Buffer.from('PK\x03\x04'), bytes]))
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 400 }), zipped), async (bytes) => {
      const imported = await importRoster('x', bytes, sources)
      expect(typeof imported.ok).toBe('boolean')
    }),
    { numRuns: 300 },
  )
})
