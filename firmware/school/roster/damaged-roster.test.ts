import { beforeEach, expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { importRoster } from './import-roster.ts'
import { parseIndex } from './roster-index.ts'
import { openRosterStore, type RosterStore } from './roster-store.ts'

const clock = createHandClock()
const entropy = createSeededRandom(1)
const heading = 'Nama Lengkap;NISN;L/P;Tanggal Lahir;Kelas;Sudah Rekam?'
const siti = 'SITI AMINAH;0091234999;P;06-11-2009;XII IPA 1;belum'
const fauzan = 'AHMAD FAUZAN;0101234568;L;12-03-2010;XI IPA 1;belum'

let disk: MemoryDisk
beforeEach(async () => {
  disk = new MemoryDisk()
  await importList(siti, fauzan)
})

async function open(): Promise<RosterStore> {
  const store = await openRosterStore(disk)
  if (!store.ok) throw new Error(store.fault.kind)
  return store.value
}

async function importList(...rows: readonly string[]): Promise<void> {
  const store = await open()
  const bytes = Buffer.from([heading, ...rows, ''].join('\n'))
  const imported = await importRoster('kelas.csv', bytes, { clock, entropy, known: store.all() })
  if (!imported.ok) throw new Error(imported.fault.reason)
  expect((await store.save(imported.value.students)).ok).toBe(true)
}

async function spoil(path: string): Promise<void> {
  for (const one of [path, `${path}.prev`])
    if ((await disk.read(one)).ok) await disk.write(one, Buffer.from('?'))
}

const shardOf = (word: string) =>
  Object.entries(disk.files()).find(
    ([path, text]) => /^roster\/\d+\//.test(path) && text.includes(word),
  )?.[0] ?? ''
const numbersIn = (store: RosterStore) =>
  ['0091234999', '0101234568'].filter((number) => store.findByNumber(number) !== undefined)

test('a damaged class is named at every start until it is imported again; the others are there', async () => {
  await spoil(shardOf('SITI'))
  for (let start = 0; start < 2; start += 1) {
    const store = await open()
    expect([store.lost, numbersIn(store)]).toEqual([['XII IPA 1'], ['0101234568']])
  }
  await importList(fauzan)
  expect((await open()).lost).toEqual(['XII IPA 1'])
  await importList(siti)
  const again = await open()
  expect([again.lost, numbersIn(again).length]).toEqual([[], 2])
  expect(Object.keys(disk.files()).filter((path) => path.startsWith('roster/damaged/')).length).toBe(2)
})

test('a damaged index is made again from the classes that are there, and they are recorded in as before', async () => {
  await importList(fauzan)
  await spoil('roster/index.json')
  const store = await open()
  expect([store.lost, numbersIn(store).length]).toEqual([[], 2])
  await store.markRecorded(store.findByNumber('0091234999')?.pid ?? '')
  expect((await open()).findByNumber('0091234999')?.recorded).toBe(true)
})

test('an import that was cut before its index leaves no half of a list', async () => {
  disk = new MemoryDisk()
  await disk.makeDirectory('roster/1')
  await disk.write('roster/1/0123456789abcdef.json', Buffer.from('whatever'))
  const store = await open()
  expect([store.all(), store.lost]).toEqual([[], []])
})

test.each([
  [
    'version 1 had paths',
    { v: 1, generation: 3, shards: ['roster/3/a.json'] },
    { v: 2, generation: 3, shards: [{ path: 'roster/3/a.json', className: '' }] },
  ],
  ['version 1 with something else in it', { v: 1, generation: 3, shards: 'roster/3/a.json' }, undefined],
  ['version 2 as it is', { v: 2, generation: 0, shards: [] }, { v: 2, generation: 0, shards: [] }],
])('the index: %s', (_what, stored, expected) => {
  expect(parseIndex(stored)).toEqual(expected)
})

test('a list can be imported again over the ruins of one whose index is gone too', async () => {
  await spoil(shardOf('SITI'))
  for (const path of Object.keys(disk.files())) if (path.startsWith('roster/index')) await disk.remove(path)
  await importList(siti, fauzan)
  const again = await open()
  expect([again.lost, numbersIn(again).length]).toEqual([[], 2])
})
