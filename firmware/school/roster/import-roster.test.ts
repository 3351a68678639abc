import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { importRoster } from './import-roster.ts'
import type { Student } from './student.ts'

const data = new URL('../../../test/roster-data/', import.meta.url)

interface Truth {
  readonly no: number
  readonly name: string
  readonly sex: string
  readonly dob: string
  readonly nik: string
  readonly nisn: string
  readonly class: string
  readonly notes: readonly string[]
}

const truthOf = (name: string): Truth[] => JSON.parse(readFileSync(new URL(name, data), 'utf8')).students
const sources = (known: readonly Student[] = []) => ({
  clock: createHandClock(),
  entropy: createSeededRandom(1),
  known,
})

async function importFile(name: string, known: readonly Student[] = []) {
  const imported = await importRoster(name, readFileSync(new URL(name, data)), sources(known))
  if (!imported.ok) throw new Error(imported.fault.reason)
  return imported.value
}

const plain = (student: Student | undefined) =>
  student && {
    name: student.name.reveal(),
    sex: student.sex,
    dob: student.birthDate.reveal(),
    nik: student.nik?.reveal(),
    nisn: student.nisn?.reveal(),
    class: student.className,
  }

test('a clean Dapodik export: every row is accepted and means what it says', async () => {
  const { report, students } = await importFile('dapodik-smkn-b-clean.xlsx')
  const truth = truthOf('dapodik-smkn-b-clean.truth.json')
  expect(report.counts).toEqual({ accepted: truth.length, warned: 0, refused: 0 })
  expect(students.map(plain)).toEqual(truth.map(({ no: _, notes: __, ...row }) => row))
  expect(report.rows[0]?.row).toBe(7)
})

test('a list made by hand: semicolons, a mark at the start, place and date in one column', async () => {
  const { report, students } = await importFile('rekap-tangan.csv')
  expect(report.counts).toEqual({ accepted: 60, warned: 0, refused: 0 })
  expect(report.rows[0]?.row).toBe(2)
  const truth = new Map(truthOf('dapodik-smkn-b-clean.truth.json').map((row) => [row.nik, row]))
  for (const student of students) {
    const row = truth.get(student.nik?.reveal() ?? '')
    expect(plain(student)).toEqual({ ...plain(student), dob: row?.dob, sex: row?.sex, class: row?.class })
  }
  expect(students.filter(({ consentRef }) => consentRef).length).toBe(48)
  expect(students.filter(({ recorded }) => recorded).length).toBe(7)
})

test('consent from the hand list reaches pupils known from Dapodik, who keep their pid', async () => {
  const dapodik = await importFile('dapodik-smkn-b-clean.xlsx')
  const byHand = await importFile('rekap-tangan.csv', dapodik.students)
  const pids = new Set(dapodik.students.map(({ pid }) => pid))
  expect(byHand.students.every(({ pid }) => pids.has(pid))).toBe(true)
})

describe('a dirty Dapodik export', () => {
  // The generator's change to a row, and the problem that must be reported of it.
  const expected: Record<string, string | undefined> = {
    'dob-dmy': undefined,
    'nik-number-last-digit-lost': 'nik-damaged',
    'name-case-space': undefined,
    'dob-excel-date': undefined,
    'dob-words': undefined,
    'dob-two-digit-year': 'birth-year-guessed',
    'nik-sex-disagrees': 'nik-sex-disagrees',
    'nik-apostrophe': undefined,
    'nisn-number-leading-zero-lost': 'nisn-repaired',
    'class-spelling': undefined,
    'nik-missing': 'nik-missing',
    'sex-word': undefined,
    'dob-impossible': 'birth-date-unreadable',
    'nik-15-digits': 'nik-damaged',
    'nik-spaced': undefined,
    'duplicate-of-57': 'duplicate',
    'duplicate-of-221': 'duplicate',
  }

  test('every row gets exactly the problems that were put into it, and no wrong value gets in', async () => {
    const { report, students } = await importFile('dapodik-sman-a.xlsx')
    const truth = truthOf('dapodik-sman-a.truth.json')
    expect(report.rows.length).toBe(truth.length)
    const byName = Map.groupBy(students, (student) => `${student.name.reveal()} ${student.nisn?.reveal()}`)
    for (const [index, row] of truth.entries()) {
      const said = report.rows[index]?.problems.map(({ code }) => code) ?? []
      const wanted = row.notes.flatMap((note) => expected[note] ?? [])
      expect([row.no, [...said].sort()]).toEqual([row.no, wanted.sort()])
      if (report.rows[index]?.verdict === 'refused') continue
      const student = byName.get(`${row.name} ${row.nisn}`)?.[0]
      const lost = wanted.some((code) => code.startsWith('nik-') && code !== 'nik-sex-disagrees')
      const { nik, ...rest } = plain(student) ?? { nik: 'none' }
      expect(rest).toEqual({ name: row.name, sex: row.sex, dob: row.dob, nisn: row.nisn, class: row.class })
      if (lost) expect(nik).toBeUndefined()
    }
  })

  test('no message names a person or shows a whole number', async () => {
    const { report } = await importFile('dapodik-sman-a.xlsx')
    const text = JSON.stringify(report)
    for (const row of truthOf('dapodik-sman-a.truth.json')) {
      expect(text.includes(row.nik) || text.includes(row.nisn) || text.includes(row.name)).toBe(false)
    }
  })
})
