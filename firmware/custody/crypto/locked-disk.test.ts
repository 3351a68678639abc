import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutAfter, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { openDocument } from '../document/document.ts'
import { versioned } from '../document/versioned.ts'
import { openJournal } from '../journal/journal.ts'
import { isPersonal, lockDisk, relockFiles } from './locked-disk.ts'
import { isLocked, lockRecord, unlockFile } from './locked-file.ts'

const random = createSeededRandom(16)
const entropy = { bytes: (count: number) => random.bytes(count) }
const [key, other] = [entropy.bytes(32), entropy.bytes(32)]
const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const text = (of: Uint8Array) => Buffer.from(of).toString()

test.each([
  ['roster/index.json', true],
  ['roster/12/0123456789abcdef.json.prev', true],
  ['roster.identity', true],
  ['roster.identity.new', true],
  ['state/queue.json', true],
  ['state/queue.json.new', true],
  ['state/attendant.json', true],
  ['state/guesses.json', true],
  ['state/damaged/queue.json', true],
  ['spool/draft/0192-af/visit.jsonl', true],
  ['spool/damaged/0192-af/visit.jsonl', true],
  ['schools/30300001/roster/1/a.json', true],
  ['schools/30300001/state/queue.json.prev', true],
  ['schools/30300001/spool/draft/0192-af/visit.jsonl', true],
  ['site.json', false],
  ['device.key', false],
  ['state/lock.json', false],
  ['state/time.json', false],
  ['spool/journal.jsonl', false],
  ['spool/draft/0192-af/001-face.jpg.age', false],
  ['log/events-1.jsonl', false],
])('%s names a person: %s', (path, expected) => {
  expect(isPersonal(path)).toBe(expected)
})

test('what was locked in pieces is read as one text, and is nowhere readable', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), async (pieces) => {
      const file = Buffer.concat(pieces.map((piece) => lockRecord(key, piece, entropy)))
      expect(text(await unlockFile(key, file))).toBe(text(Buffer.concat(pieces)))
      for (const piece of pieces.filter(({ length }) => length > 8))
        expect(file.includes(Buffer.from(piece))).toBe(false)
    }),
    { seed: 16, numRuns: 200 },
  )
})

test('a flipped bit, a cut or another key gives what was whole before it, and one byte that is no text', async () => {
  const records = ['satu', 'dua', 'tiga'].map((one) => lockRecord(key, bytes(one), entropy))
  const file = Buffer.concat(records)
  await fc.assert(
    fc.asyncProperty(fc.nat(file.length - 1), fc.nat(7), fc.boolean(), async (at, bit, isCut) => {
      const spoiled = Buffer.from(isCut ? file.subarray(0, at) : file)
      if (!isCut) spoiled[at] = (spoiled[at] ?? 0) ^ (1 << bit)
      const ends = [0, ...records.map((_, index) => Buffer.concat(records.slice(0, index + 1)).length)]
      const whole = ends.filter((end) => end > 0 && end <= at).length
      const isAtEnd = isCut && ends.includes(at)
      const expected = ['satu', 'dua', 'tiga'].slice(0, whole).join('') + (isAtEnd ? '' : '\0')
      // A spoiled first mark makes it a file from before the lock: no reader of ours takes it for a text.
      const isPlain = at < 4 && !isCut
      expect(text(await unlockFile(key, spoiled))).toBe(isPlain ? text(spoiled) : expected)
    }),
    { seed: 16, numRuns: 2_000 },
  )
  expect(text(await unlockFile(other, file))).toBe('\0')
})

test('a journal and a document live behind the lock as in the open, torn ends included', async () => {
  const card = new MemoryDisk()
  const disk = lockDisk(card, key, entropy)
  const path = 'spool/draft/visit/visit.jsonl'
  await disk.makeDirectory('spool/draft/visit')
  const journal = await openJournal(disk, path)
  if (!journal.ok) throw new Error(journal.fault.kind)
  for (const name of ['SITI AMINAH', 'HAIRUL']) await journal.value.append({ name })
  const stored = await card.read(path)
  if (!stored.ok) throw new Error(stored.fault.kind)
  expect(Buffer.from(stored.value).includes('SITI')).toBe(false)
  await card.write(path, stored.value.subarray(0, stored.value.length - 3))
  const again = await openJournal(disk, path)
  expect(again.ok && again.value.entries).toEqual([{ name: 'SITI AMINAH' }])
  if (again.ok) await again.value.append({ name: 'JUMIATI' })
  const third = await openJournal(disk, path)
  expect(third.ok && third.value.entries).toEqual([{ name: 'SITI AMINAH' }, { name: 'JUMIATI' }])
  const parse = versioned(1, { safeParse: (data: unknown) => ({ data }) } as never)
  const document = await openDocument<unknown>(disk, 'state/queue.json', parse as never, null)
  if (!document.ok) throw new Error(document.fault.kind)
  await document.value.replace({ v: 1, pid: 'a' })
  await document.value.replace({ v: 1, pid: 'b' })
  await card.write('state/queue.json', bytes('RKL1 spoiled'))
  const older = await openDocument<unknown>(disk, 'state/queue.json', parse as never, null)
  expect(older.ok && older.value.value).toEqual({ v: 1, pid: 'a' })
})

test('a limit on a file is one on its text', async () => {
  const disk = lockDisk(new MemoryDisk(), key, entropy)
  await disk.makeDirectory('roster')
  await disk.write('roster/a.json', bytes('x'.repeat(1_000)))
  expect((await disk.read('roster/a.json', 1_000)).ok).toBe(true)
})

test('locking what lay open, cut at any call, loses nothing, and is finished by the next', async () => {
  const names = [
    'roster/index.json',
    'state/queue.json',
    'schools/30300001/roster/1/a.json',
    'roster.identity',
  ]
  for (let cuts = 0; ; cuts += 1) {
    const card = new MemoryDisk()
    for (const folder of ['roster', 'state', 'schools/30300001/roster/1']) await card.makeDirectory(folder)
    for (const name of [...names, 'state/time.json']) await card.write(name, bytes(`the ${name}`))
    const cut = await relockFiles(hookDisk(card, cutAfter(cuts)), key, 'locked', entropy)
    for (const name of names) {
      const found = await lockDisk(card, key, entropy).read(name)
      expect(found.ok && text(found.value)).toBe(`the ${name}`)
    }
    expect(await relockFiles(card, key, 'locked', entropy)).toEqual({ ok: true })
    for (const name of names) {
      const found = await card.read(name)
      expect(found.ok && isLocked(found.value)).toBe(true)
    }
    const open = await card.read('state/time.json')
    expect(open.ok && text(open.value)).toBe('the state/time.json')
    expect(await relockFiles(card, key, 'open', entropy)).toEqual({ ok: true })
    const back = await card.read('roster/index.json')
    expect(back.ok && text(back.value)).toBe('the roster/index.json')
    if (cut.ok) break
  }
})
