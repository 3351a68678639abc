import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rekamHere as rekam } from './rekam-here.ts'

const list = (name: string) => fileURLToPath(new URL(`../roster-data/${name}.csv`, import.meta.url))

/** The commands of an attendant on a folder of their own. */
function openOffice() {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-people-'))
  const data = ['--data', join(folder, 'data')]
  return {
    bringText: (text: string) => {
      writeFileSync(join(folder, 'list.csv'), text)
      return rekam('roster', 'import', join(folder, 'list.csv'), ...data)
    },
    bring: (name: string, ...options: readonly string[]) =>
      rekam('roster', 'import', list(name), ...data, ...options),
    show: async () => JSON.parse((await rekam('roster', 'list', ...data, '--json')).out),
    read: async () => (await rekam('roster', 'list', ...data)).out,
  }
}

test('a conflict is told by import and list until the attendant settles it', async () => {
  const { bring, show, read } = openOffice()
  await bring('consent-before')
  const brought = await bring('nisn-of-another')
  expect(brought.out).toContain('baris 2 (B2) DITOLAK: Baris ini mungkin BE•• CO•••• (X A)')
  expect((await show()).conflicts).toMatchObject([{ className: 'X A', name: 'BE•• CO••••', row: 2 }])
  expect(await read()).toContain('X A: BENTROK BE•• CO••••')
  expect((await bring('nisn-of-another', '--other', '2')).code).toBe(0)
  const { classes, conflicts } = await show()
  expect(conflicts).toEqual([])
  expect(classes).toMatchObject([
    { className: 'X A', students: 8, consented: 8 },
    { className: 'X B', students: 1, consented: 0 },
  ])
})

test('refusals and leavers are shown by class', async () => {
  const { bring, bringText, read } = openOffice()
  await bring('consent-before')
  await bring('consent-withdrawn')
  expect(await read()).toContain('X A: 8 siswa, 0 berizin, 0 sudah direkam, 8 menolak')
  const shorter = readFileSync(list('consent-before'), 'utf8').replace(/HADI.*/, '')
  expect((await bringText(shorter)).out).toContain('X A: 1 siswa tidak ada di daftar ini (HA•• CO••••)')
  expect(await read()).toContain('1 tidak ada di daftar terbaru')
})

test('--same and --other take row numbers and nothing else', async () => {
  const { bring } = openOffice()
  expect((await bring('consent-before', '--same', 'dua')).code).toBe(2)
})
