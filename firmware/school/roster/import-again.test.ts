import { expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { importRoster } from './import-roster.ts'
import type { Student } from './student.ts'

const [nik, nisn] = ['5301064511090001', '0091234567']

/** Imports a list made by hand: a line of headings, then pupils. */
async function importLines(lines: readonly string[], known: readonly Student[] = []) {
  const sources = { clock: createHandClock(), entropy: createSeededRandom(known.length), known }
  const imported = await importRoster('list.csv', Buffer.from(lines.join('\n')), sources)
  if (!imported.ok) throw new Error(imported.fault.reason)
  return imported.value
}

async function importOne(headings: string, values: string, known: readonly Student[] = []): Promise<Student> {
  const { students } = await importLines(
    [`Nama;Tanggal Lahir;JK;Kelas${headings}`, `Ani;05-11-2009;P;X A${values}`],
    known,
  )
  const [student] = students
  if (!student || students.length > 1) throw new Error('not one pupil')
  return student
}

const everything = ';NIK;NISN;Tempat Lahir;Izin Orang Tua;Sudah Rekam'
const first = await importOne(everything, `;${nik};${nisn};Ende;ada;sudah`)

test('a later list that says less leaves what was known', async () => {
  const later = await importOne('', '', [first])
  expect([later.pid, later.nik?.reveal(), later.nisn?.reveal()]).toEqual([first.pid, nik, nisn])
  expect([later.birthPlace?.reveal(), later.consentRef, later.recorded]).toEqual([
    'Ende',
    first.consentRef,
    true,
  ])
})

test('a later list that says otherwise is believed, and consent may be taken back', async () => {
  const later = await importOne(everything, `;${nik};${nisn};Kupang;belum;belum`, [first])
  expect([later.birthPlace?.reveal(), later.consentRef, later.recorded]).toEqual(['Kupang', undefined, false])
})

test('who was recorded here stays recorded, whatever a list says', async () => {
  const here = { ...first, recordedHere: true }
  const later = await importOne(everything, `;${nik};${nisn};Ende;ada;belum`, [here])
  expect([later.recorded, later.recordedHere]).toEqual([true, true])
})

test('nobody is married, consents or was recorded for whom the list does not say so', async () => {
  const { married, consentRef, recorded, recordedHere } = await importOne('', '')
  expect([married, consentRef, recorded, recordedHere]).toEqual([false, undefined, false, false])
})

test.each([
  ['NIK', ';NIK', `;${nik}`],
  ['NISN', ';NISN', `;${nisn}`],
])(
  'the same person a second time with one %s is refused, and names the earlier row',
  async (_what, heading, value) => {
    const row = `;05-11-2009;P;X A${value}`
    const { report } = await importLines([`Nama;Tanggal Lahir;JK;Kelas${heading}`, `Ani${row}`, `Ani${row}`])
    expect(report.rows.map(({ verdict }) => verdict)).toEqual(['warned', 'refused'])
    expect(report.rows[1]?.problems.find(({ code }) => code === 'duplicate')?.message).toContain('baris 2')
  },
)

test('a row that was refused itself keeps no later one out', async () => {
  const { students } = await importLines([
    'Nama;Tanggal Lahir;JK;Kelas;NISN',
    `;05-11-2009;P;X A;${nisn}`,
    `Ani;05-11-2009;P;X A;${nisn}`,
  ])
  expect(students.map(({ name }) => name.reveal())).toEqual(['ANI'])
})

test('a pupil is found by NIK, by NISN, and by name and birth date where no number contradicts', async () => {
  const pid = async (headings: string, values: string, known: Student) => {
    const lines = [`Nama;Tanggal Lahir;JK;Kelas${headings}`, `Ani;05-11-2009;P;X A${values}`]
    return (await importLines(lines, [known])).listed[0]?.pid
  }
  const [withoutNisn, withoutNik] = [
    { ...first, nisn: undefined },
    { ...first, nik: undefined },
  ]
  expect(await pid(';NIK;NISN', `;${nik};${nisn}`, withoutNisn)).toBe(first.pid)
  expect(await pid(';NIK;NISN', `;${nik};${nisn}`, withoutNik)).toBe(first.pid)
  expect(await pid('', '', first)).toBe(first.pid)
  expect(await pid(';NIK', `;${nik}`, withoutNik)).toBe(first.pid)
  expect(await pid(';NISN', ';0099999999', withoutNik)).not.toBe(first.pid)
})

test.each([
  ['NISN', ';NISN', `;${nisn}`],
  ['NIK', ';NIK', `;${nik}`],
])('a pupil whose name was mended is found by %s alone', async (_what, heading, value) => {
  const lines = [`Nama;Tanggal Lahir;JK;Kelas${heading}`, `Anni;05-11-2009;P;X A${value}`]
  const { students } = await importLines(lines, [first])
  expect(students.map(({ pid }) => pid)).toEqual([first.pid])
})
