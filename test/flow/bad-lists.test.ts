import { copyFileSync, existsSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { rekamHere as rekam } from './rekam-here.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../roster-data/${name}`, import.meta.url))
const clean = fixture('dapodik-smkn-b-clean.xlsx')
const folder = mkdtempSync(join(tmpdir(), 'rekam-lists-'))
const data = join(folder, 'data')

describe('lists that cannot be imported', () => {
  beforeAll(() => {
    writeFileSync(join(folder, 'teks.xlsx'), 'ini hanya teks\n')
    copyFileSync(fixture('tanpa-judul.xlsx'), join(folder, 'tanpa-judul.xlsx'))
    writeFileSync(join(folder, 'judul.csv'), 'A;B;C\n1;2;3\n')
    writeFileSync(join(folder, 'nul.csv'), 'Nama;Kelas;Tanggal Lahir\nX;Y;1-1-2010\n\0;;\n')
    writeFileSync(join(folder, 'besar.csv'), '')
    truncateSync(join(folder, 'besar.csv'), 200 * 1024 * 1024)
  })

  test.each([
    ['teks.xlsx', 'Judul kolom'],
    ['tanpa-judul.xlsx', 'baris 3: Judul kolom'],
    ['judul.csv', 'Judul kolom'],
    ['nul.csv', 'baris 3'],
    ['besar.csv', '200 MB'],
    ['tidak-ada.csv', 'tidak ditemukan'],
  ])('%s is refused with file, reason and remedy, and nothing is stored', async (name, reason) => {
    const { code, said } = await rekam('roster', 'import', join(folder, name), '--data', data)
    expect(code).toBe(1)
    expect(said).toContain(name)
    expect(said).toContain(reason)
    expect(existsSync(join(data, 'roster/index.json'))).toBe(false)
  })
})

test('a Dapodik export is imported and listed by class', async () => {
  const imported = await rekam('roster', 'import', clean, '--data', data, '--json')
  expect(imported.code).toBe(0)
  expect(JSON.parse(imported.out).counts).toEqual({ accepted: 180, warned: 0, refused: 0 })
  const listed = await rekam('roster', 'list', '--data', data, '--json')
  const { classes } = JSON.parse(listed.out) as { classes: { students: number }[] }
  expect(classes.reduce((sum, { students }) => sum + students, 0)).toBe(180)
})

test('a dry run stores nothing', async () => {
  const other = join(folder, 'other')
  expect((await rekam('roster', 'import', clean, '--data', other, '--dry-run')).code).toBe(0)
  expect(existsSync(join(other, 'roster/index.json'))).toBe(false)
})

test('wrong use ends with 2, absent hardware with 3', async () => {
  expect((await rekam('roster', 'nonsense')).code).toBe(2)
  expect((await rekam('sensor', 'info', '--port', join(folder, 'no-such-port'))).code).toBe(3)
})
