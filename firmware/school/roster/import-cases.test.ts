import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { type ImportReport, type ImportSources, importRoster } from './import-roster.ts'
import { openRosterStore } from './roster-store.ts'

const data = new URL('../../../test/roster-data/', import.meta.url)
const clock = createHandClock()
const entropy = createSeededRandom(1)

/** A school that imports one list after another; every store is opened anew, as each command does. */
async function openSchool(...files: readonly string[]) {
  const disk = new MemoryDisk()
  const open = async () => {
    const store = await openRosterStore(disk)
    if (!store.ok) throw new Error(store.fault.kind)
    return store.value
  }
  const importBytes = async (bytes: Uint8Array, decisions?: ImportSources['decisions']) => {
    const store = await open()
    const sources = { clock, entropy, known: store.all(), ...(decisions && { decisions }) }
    const imported = await importRoster('list.csv', bytes, sources)
    if (!imported.ok) throw new Error(imported.fault.reason)
    expect((await store.save(imported.value.students)).ok).toBe(true)
    return imported.value.report
  }
  const importFile = (name: string) => importBytes(readFileSync(new URL(name, data)))
  const importLines = (lines: readonly string[], decisions?: ImportSources['decisions']) =>
    importBytes(Buffer.from([head, ...lines].join('\n')), decisions)
  for (const file of files) await importFile(file)
  return { open, importFile, importLines }
}

const head = 'Nama;NISN;JK;Tanggal Lahir;Kelas;NIK;Izin Orang Tua'
// Most of these lists have no NIK, which is said of each row.
const codes = ({ rows }: ImportReport) =>
  rows.map(({ problems }) => problems.map(({ code }) => code).filter((code) => code !== 'nik-missing'))

describe('a namesake with other numbers', () => {
  test('is another pupil, has no consent of the first, and both are there', async () => {
    const { open, importFile } = await openSchool('namesake-1.csv')
    const [before] = (await open()).all()
    const report = await importFile('namesake-2.csv')
    expect(report.counts).toEqual({ accepted: 2, warned: 0, refused: 0 })
    const store = await open()
    const [rizky, newcomer] = ['0091234501', '0091239999'].map((nisn) => store.findByNumber(nisn))
    expect([rizky?.pid, rizky?.className, rizky?.consentRef]).toEqual([
      before?.pid,
      'X A',
      expect.any(String),
    ])
    expect([newcomer?.className, newcomer?.consentRef, newcomer?.recordedHere]).toEqual([
      'XI B',
      undefined,
      false,
    ])
    expect(newcomer?.pid).not.toBe(rizky?.pid)
  })

  test('whose own row is not on the list is said: the number may only have been mended', async () => {
    const { open, importLines } = await openSchool('namesake-1.csv')
    const report = await importLines(['MUHAMMAD RIZKY;0091234502;L;2009-05-12;X A;;'])
    expect(codes(report)).toEqual([['namesake']])
    expect((await open()).findByNumber('0091234502')?.consentRef).toBeUndefined()
  })
})

describe('a number of another pupil', () => {
  test('is a conflict that is shown, remembered and gives nothing away', async () => {
    const { open, importFile } = await openSchool('consent-before.csv')
    const report = await importFile('nisn-of-another.csv')
    expect([report.rows[0]?.verdict, codes(report)]).toEqual(['refused', [['conflict']]])
    expect(report.rows[0]?.problems.find(({ code }) => code === 'conflict')).toMatchObject({
      cell: 'B2',
      message: expect.stringContaining('BE•• CO•••• (X A)'),
      remedy: expect.stringContaining('--same 2'),
    })
    const store = await open()
    const bela = store.findByNumber('0091234501')
    expect([store.all().length, store.classes()]).toEqual([8, ['X A']])
    expect(bela?.consentRef).toBeDefined()
    expect(bela?.conflict).toMatchObject({ differs: ['name', 'birth-date', 'sex'], row: 2 })
  })

  test('is settled by a later list in which all agrees', async () => {
    const { open, importFile } = await openSchool('consent-before.csv', 'nisn-of-another.csv')
    await importFile('consent-before.csv')
    expect((await open()).findByNumber('0091234501')?.conflict).toBeUndefined()
  })

  const other = ['BUDI LAIN;0091234501;L;2009-09-09;X B;;']

  test('moves to the other pupil when an attendant says so; nothing else does', async () => {
    const { open, importLines } = await openSchool('consent-before.csv')
    await importLines(other, new Map([[2, 'other']]))
    const store = await open()
    const bela = store.pupilsOf('X A').find(({ name }) => name.reveal() === 'BELA CONTOH')
    expect([bela?.nisn, bela?.consentRef, bela?.conflict]).toEqual([undefined, expect.any(String), undefined])
    expect(store.findByNumber('0091234501')).toMatchObject({ className: 'X B', consentRef: undefined })
  })

  test('stays with the pupil, who has changed, when an attendant says so', async () => {
    const { open, importLines } = await openSchool('consent-before.csv')
    const before = (await open()).findByNumber('0091234501')
    await importLines(other, new Map([[2, 'same']]))
    const after = (await open()).findByNumber('0091234501')
    expect([after?.pid, after?.name.reveal(), after?.className]).toEqual([before?.pid, 'BUDI LAIN', 'X B'])
  })

  test.each([
    ['another birth date', 'BELA CONTOH;0091234501;P;2009-05-12;X A;;'],
    ['another sex', 'BELA CONTOH;0091234501;L;2009-05-11;X A;;'],
    ['another name', 'ROSA LAIN;0091234501;P;2009-05-11;X A;;'],
  ])('with %s alone is a conflict too', async (_what, line) => {
    const { open, importLines } = await openSchool('consent-before.csv')
    expect(codes(await importLines([line]))).toEqual([['conflict']])
    expect((await open()).findByNumber('0091234501')).toMatchObject({ sex: 'P' })
  })

  test('with a refusal ends the consent that may be meant', async () => {
    const { open, importLines } = await openSchool('consent-before.csv')
    const report = await importLines(['BELA CONTOH;0091234501;P;2009-05-12;X A;;Tidak'])
    expect(codes(report)).toEqual([['conflict', 'consent-withdrawn']])
    expect((await open()).findByNumber('0091234501')?.consentRef).toBeUndefined()
  })
})

test('one number that agrees and another that contradicts is a conflict, whatever the name', async () => {
  const { open, importLines } = await openSchool('namesake-1.csv')
  expect(codes(await importLines(['MUHAMMAD RIZKY;0091234501;L;2009-05-12;X A;6311021205090044;']))).toEqual([
    ['conflict'],
  ])
  expect((await open()).findByNumber('0091234501')?.nik?.reveal()).toBe('6311061205090011')
})

test('a name in another spelling under the same number keeps its pupil, and is said', async () => {
  const { open, importLines } = await openSchool('namesake-1.csv')
  const before = (await open()).all()[0]
  expect(codes(await importLines(['MUH. RIZKI;0091234501;L;2009-05-12;X A;;']))).toEqual([['name-respelled']])
  expect((await open()).all().map(({ pid, consentRef }) => [pid, consentRef])).toEqual([
    [before?.pid, before?.consentRef],
  ])
})

test('twins whose numbers were swapped are a conflict, though their names are alike', async () => {
  const { importLines } = await openSchool()
  const twins = (one: string, two: string) => [
    `AHMAD FAUZAN;${one};L;2009-05-12;X A;;Ya`,
    `AHMAD FAUZAM;${two};L;2009-05-12;X A;;Tidak`,
  ]
  await importLines(twins('0091234501', '0091234502'))
  expect(codes(await importLines(twins('0091234502', '0091234501'))).flat()).toContain('conflict')
})

describe('consent', () => {
  test('is withdrawn by every word of refusal', async () => {
    const { open, importFile } = await openSchool('consent-before.csv')
    const report = await importFile('consent-withdrawn.csv')
    expect(codes(report)).toEqual(Array(8).fill(['consent-withdrawn']))
    const all = (await open()).all()
    expect(all.map(({ consentRef, noConsent }) => [consentRef, noConsent])).toEqual(
      Array(8).fill([undefined, { by: 'school', why: 'refused' }]),
    )
  })

  test('is read from a tick, and a cross is named as not understood', async () => {
    const { open, importFile } = await openSchool()
    const report = await importFile('consent-words.csv')
    expect(codes(report).map((row) => row.join())).toEqual([
      '',
      '',
      '',
      '',
      'consent-not-understood',
      '',
      '',
      '',
    ])
    expect(report.rows[4]?.problems.at(-1)).toMatchObject({
      cell: 'G6',
      message: expect.stringContaining('"x"'),
    })
    expect((await open()).all().filter(({ consentRef }) => consentRef).length).toBe(7)
  })

  test('that was in force ends with a word that is not understood, and the report says both', async () => {
    const { open, importFile } = await openSchool('consent-before.csv')
    const report = await importFile('consent-words.csv')
    expect(codes(report)[4]).toEqual(['consent-not-understood', 'consent-withdrawn'])
    const eka = (await open()).findByNumber('0091234504')
    expect([eka?.consentRef, eka?.noConsent?.why]).toEqual([undefined, 'unclear'])
  })

  test('is withdrawn by a row that is refused for another reason, and by a second row of the same pupil', async () => {
    const { open, importLines } = await openSchool('consent-before.csv')
    await importLines([
      'ANI CONTOH;0091234500;P;besok;X A;;Tidak',
      'BELA CONTOH;0091234501;P;2009-05-11;X A;;Ya',
      'BELA CONTOH;0091234501;P;2009-05-11;X A;;dicabut',
      'CICI CONTOH;0091234502;P;2009-05-12;X A;;',
    ])
    const store = await open()
    const consents = ['0091234500', '0091234501', '0091234502'].map(
      (nisn) => store.findByNumber(nisn)?.consentRef !== undefined,
    )
    expect(consents).toEqual([false, false, true])
  })
})

test('recorded: the words of schools and the codes of the registry, and a list without the column takes none back', async () => {
  const { open, importFile, importLines } = await openSchool()
  await importFile('recorded-words.csv')
  const recorded = async () => (await open()).all().map((one) => one.recorded)
  expect(await recorded()).toEqual([...Array(5).fill(true), ...Array(3).fill(false)])
  await importLines(
    (await open())
      .all()
      .map((one) => `${one.name.reveal()};${one.nisn?.reveal()};${one.sex};${one.birthDate.reveal()};X A;;`),
  )
  expect(await recorded()).toEqual([...Array(5).fill(true), ...Array(3).fill(false)])
})

describe('a number that two pupils have', () => {
  test('such as that of the family card refuses neither, and is dropped for both with a warning', async () => {
    const { open, importFile } = await openSchool()
    const report = await importFile('family-card-number-as-nik.csv')
    expect(report.counts).toEqual({ accepted: 0, warned: 2, refused: 0 })
    expect(codes(report).every((row) => row.includes('nik-shared'))).toBe(true)
    const all = (await open()).all()
    expect(all.map(({ nik, consentRef }) => [nik, consentRef !== undefined])).toEqual([
      [undefined, true],
      [undefined, true],
    ])
  })

  test('does so too when they come in two lists: the pupil known keeps it, and is remembered', async () => {
    const { open, importLines } = await openSchool()
    await importLines(['ANI CONTOH;0091234501;P;2009-05-12;X A;6311061208150011;Ya'])
    const report = await importLines(['BUDI CONTOH;0101234502;L;2010-07-12;XI B;6311061208150011;'])
    expect(codes(report)[0]).toContain('nik-shared')
    const store = await open()
    expect(store.findByNumber('0101234502')).toMatchObject({ nik: undefined, consentRef: undefined })
    expect(store.findByNumber('6311061208150011')).toMatchObject({
      className: 'X A',
      conflict: { differs: ['nik'] },
    })
  })

  test.each(['0000000000', '1111111111', '1234567890'])('%s is a placeholder and nobody’s', async (nisn) => {
    const { open, importLines } = await openSchool()
    const report = await importLines([
      `ANI CONTOH;${nisn};P;2009-05-12;X A;;Ya`,
      `BUDI CONTOH;${nisn};L;2010-07-12;XI B;;`,
    ])
    expect(codes(report)).toEqual([['nisn-placeholder'], ['nisn-placeholder']])
    expect((await open()).all().map((one) => one.nisn)).toEqual([undefined, undefined])
  })
})

describe('pupils who are missing from a newer list', () => {
  const line = (letter: string) => `${letter} CONTOH;009123450${letter.charCodeAt(0) - 65};P;2009-05-12;X A;;`

  test('of the whole class are shown, stay, and are marked until a list has them again', async () => {
    const { open, importLines } = await openSchool()
    await importLines(['A', 'B', 'C', 'D'].map(line))
    const report = await importLines(['A', 'B', 'C'].map(line))
    expect(report.missing).toEqual([{ className: 'X A', count: 1, names: ['D• CO••••'], isMarked: true }])
    expect((await open()).all().map(({ notOnList }) => notOnList)).toEqual([false, false, false, true])
    expect((await importLines(['A', 'B', 'C', 'D'].map(line))).missing).toEqual([])
    expect((await open()).all().some(({ notOnList }) => notOnList)).toBe(false)
  })

  test('of a short list are shown and not marked', async () => {
    const { open, importLines } = await openSchool()
    await importLines(['A', 'B', 'C', 'D'].map(line))
    expect((await importLines(['A'].map(line))).missing).toMatchObject([{ count: 3, isMarked: false }])
    expect((await open()).all().some(({ notOnList }) => notOnList)).toBe(false)
  })

  test('do not include a pupil whose row was refused', async () => {
    const { importLines } = await openSchool()
    await importLines(['A', 'B'].map(line))
    expect((await importLines([line('A'), line('B').replace('2009-05-12', 'besok')])).missing).toEqual([])
  })
})
