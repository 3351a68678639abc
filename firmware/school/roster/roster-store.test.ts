import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createNodeDisk } from '../../../hal/linux/node-disk.ts'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { importRoster } from './import-roster.ts'
import { openRosterStore, type RosterStore } from './roster-store.ts'
import { parseShard } from './student.ts'

const clock = createHandClock()
const entropy = createSeededRandom(1)
const heading = 'Nama Lengkap;NISN;L/P;Tanggal Lahir;Kelas;Sudah Rekam?'
const siti = (said: string) => `SITI AMINAH;0091234999;P;06-11-2009;XII IPA 1;${said}`
const fauzan = 'AHMAD FAUZAN;0101234568;L;12-03-2010;XI IPA 1;belum'

const newDisk = () => createNodeDisk(mkdtempSync(join(tmpdir(), 'rekam-roster-')))

async function open(disk: ReturnType<typeof newDisk>): Promise<RosterStore> {
  const store = await openRosterStore(disk)
  if (!store.ok) throw new Error(store.fault.kind)
  return store.value
}

async function importList(store: RosterStore, ...rows: readonly string[]): Promise<void> {
  const bytes = Buffer.from([heading, ...rows, ''].join('\n'))
  const imported = await importRoster('kelas.csv', bytes, { clock, entropy, known: store.all() })
  if (!imported.ok) throw new Error(imported.fault.reason)
  expect(await store.save(imported.value.students)).toEqual({ ok: true, value: undefined })
}

const isRecorded = (store: RosterStore, nisn = '0091234999') => store.findByNumber(nisn)?.recorded

test('the roster is the same after a restart', async () => {
  const disk = newDisk()
  const store = await open(disk)
  await importList(store, siti('belum'), fauzan)
  const plain = (one: RosterStore) =>
    one.all().map(({ pid, name, className }) => [pid, name.reveal(), className])
  expect(plain(await open(disk))).toEqual(plain(store))
})

test('a pupil is found by NISN and by NIK', async () => {
  const store = await open(newDisk())
  const nik = '5301064611090001'
  const rows = ['Nama;Tanggal Lahir;JK;Kelas;NIK;NISN', `SITI AMINAH;06-11-2009;P;X A;${nik};0091234999`]
  const imported = await importRoster('a.csv', Buffer.from(rows.join('\n')), { clock, entropy, known: [] })
  if (imported.ok) await store.save(imported.value.students)
  const found = [nik, '0091234999', '0000000000'].map((number) => store.findByNumber(number)?.name.reveal())
  expect(found).toEqual(['SITI AMINAH', 'SITI AMINAH', undefined])
})

test('of an earlier list nothing stays on the disk', async () => {
  const disk = newDisk()
  const store = await open(disk)
  await importList(store, siti('belum'))
  await importList(store, fauzan)
  const listed = await disk.list('roster')
  const folders = listed.ok ? listed.value.filter(({ name }) => /^\d+$/.test(name)) : []
  expect(folders.map(({ name }) => name)).toEqual(['2'])
})

describe('a pupil whom this kiosk has recorded', () => {
  test('counts as recorded at once, after a restart, and nobody else does', async () => {
    const disk = newDisk()
    const store = await open(disk)
    await importList(store, siti('belum'), fauzan)
    const pid = store.findByNumber('0091234999')?.pid ?? ''
    expect(await store.markRecorded(pid)).toEqual({ ok: true, value: undefined })
    for (const one of [store, await open(disk)]) {
      expect([isRecorded(one), isRecorded(one, '0101234568'), one.all().length]).toEqual([true, false, 2])
    }
  })

  test('stays recorded when a list that is behind is imported', async () => {
    const disk = newDisk()
    const store = await open(disk)
    await importList(store, siti('belum'))
    await store.markRecorded(store.all()[0]?.pid ?? '')
    for (const said of ['belum', '', 'belum']) await importList(store, siti(said))
    expect(isRecorded(await open(disk))).toBe(true)
  })

  test('while a list is being written stays recorded in it, and after a restart', async () => {
    const disk = newDisk()
    const store = await open(disk)
    await importList(store, siti('belum'), fauzan)
    const listed = store.all()
    const [saved, marked] = await Promise.all([
      store.save(listed),
      store.markRecorded(store.findByNumber('0091234999')?.pid ?? ''),
    ])
    expect([saved.ok, marked.ok]).toEqual([true, true])
    expect((await store.save(listed)).ok).toBe(true)
    expect([isRecorded(store), isRecorded(await open(disk))]).toEqual([true, true])
  })

  test('is not changed by a pid that nobody has', async () => {
    const store = await open(newDisk())
    await importList(store, siti('belum'))
    expect(await store.markRecorded('nobody')).toEqual({ ok: true, value: undefined })
    expect(isRecorded(store)).toBe(false)
  })
})

test('a mistake in a list is put right by the next list, and silence changes nothing', async () => {
  const store = await open(newDisk())
  await importList(store, siti('sudah'))
  await importList(store, siti(''))
  expect(isRecorded(store)).toBe(true)
  await importList(store, siti('belum'))
  expect(isRecorded(store)).toBe(false)
})

test('a list that was stored before kiosks remembered recordings can still be read', () => {
  const student = {
    pid: 'pid-1',
    name: 'SITI AMINAH',
    birthDate: '2009-11-06',
    sex: 'P',
    className: 'XII IPA 1',
    married: false,
    recorded: true,
  }
  expect(parseShard({ v: 1, students: [student] })).toMatchObject({
    v: 2,
    students: [{ recorded: true, recordedHere: false, notOnList: false }],
  })
})

test('a disk that refuses is said, and the pupil counts as recorded all the same', async () => {
  const disk = newDisk()
  await importList(await open(disk), siti('belum'))
  const store = await open({
    ...disk,
    write: async (path: string) => ({ ok: false as const, fault: { kind: 'full' as const, path } }),
  })
  const marked = await store.markRecorded(store.all()[0]?.pid ?? '')
  expect(marked).toMatchObject({ ok: false, fault: { kind: 'full' } })
  expect(isRecorded(store)).toBe(true)
})
