import { expect, test } from 'vitest'
import { createSeededRandom } from '../random/seeded-random.ts'
import { MemoryDisk } from './memory-disk.ts'

const seeds = Array.from({ length: 400 }, (_, seed) => seed)
const old = new Uint8Array(1_000).fill(1)
const added = new Uint8Array(1_500).fill(2)

/** Does `work` once and cuts the power by every seed; tells what `look` sees after each. */
async function remains<T>(work: (disk: MemoryDisk) => Promise<void>, look: (disk: MemoryDisk) => T) {
  const disk = new MemoryDisk()
  await work(disk)
  return seeds.map((seed) => {
    const cut = disk.clone()
    cut.powerCut(createSeededRandom(seed))
    return look(cut)
  })
}

const namesOf = (disk: MemoryDisk) => Object.keys(disk.files()).join(' ')
const contentOf = (path: string) => (disk: MemoryDisk) => Buffer.from(disk.files()[path] ?? '-', 'latin1')
const write = async (disk: MemoryDisk, ...paths: readonly string[]) => {
  for (const path of paths) await disk.write(path, Buffer.from(path))
}

test('what was flushed, content and name, outlives every cut', async () => {
  const work = async (disk: MemoryDisk) => {
    await disk.makeDirectory('a/b')
    await write(disk, 'a/b/one')
    await disk.syncDirectory('a/b')
  }
  expect(new Set(await remains(work, (disk) => disk.files()['a/b/one']))).toEqual(new Set(['a/b/one']))
})

test('names that were not flushed: any of them may go, the worst is all', async () => {
  const work = async (disk: MemoryDisk) => write(disk, 'a', 'b', 'c')
  const seen = new Set(await remains(work, namesOf))
  expect([...seen].sort()).toEqual(['', 'a', 'a b', 'a b c', 'a c', 'b', 'b c', 'c'])
  const disk = new MemoryDisk()
  await work(disk)
  disk.powerCut()
  expect(disk.files()).toEqual({})
})

test('a rename that was not flushed leaves the old name or the new one, never both or neither', async () => {
  const work = async (disk: MemoryDisk) => {
    await write(disk, 'part')
    await disk.syncDirectory('.')
    await disk.rename('part', 'whole')
  }
  expect(new Set(await remains(work, namesOf))).toEqual(new Set(['part', 'whole']))
})

test('moved to another directory a file may have both names, never neither', async () => {
  const work = async (disk: MemoryDisk) => {
    await disk.makeDirectory('new')
    await disk.makeDirectory('sent')
    await write(disk, 'new/x')
    await disk.syncDirectory('new')
    await disk.rename('new/x', 'sent/x')
  }
  expect(new Set(await remains(work, namesOf))).toEqual(new Set(['new/x', 'new/x sent/x', 'sent/x']))
  const flushedOldOnly = (disk: MemoryDisk) =>
    work(disk).then(async () => void (await disk.syncDirectory('new')))
  expect(new Set(await remains(flushedOldOnly, namesOf))).toEqual(new Set(['sent/x']))
})

test('a directory that is moved and one that is removed are never seen half named', async () => {
  const work = async (disk: MemoryDisk) => {
    await disk.makeDirectory('a/b')
    await disk.makeDirectory('c')
    await disk.rename('a/b', 'c/b')
    await disk.rename('c', 'a/c')
  }
  const listing = async (disk: MemoryDisk) => {
    const found = ['a', 'a/b', 'c', 'c/b', 'a/c', 'a/c/b'].filter((path) => disk.medium.isDirectory(path))
    return found.join(' ')
  }
  const seen = new Set(await Promise.all(await remains(work, listing)))
  expect(seen).toEqual(new Set(['a a/b c', 'a c c/b', 'a a/c a/c/b']))
})

test('a directory removed with what is in it may stay with any part of it', async () => {
  const work = async (disk: MemoryDisk) => {
    await disk.makeDirectory('draft')
    await write(disk, 'draft/1', 'draft/2')
    await disk.syncDirectory('draft')
    await disk.remove('draft')
  }
  const look = (disk: MemoryDisk) => `${disk.medium.isDirectory('draft')} ${namesOf(disk)}`
  expect([...new Set(await remains(work, look))].sort()).toEqual([
    'false ',
    'true ',
    'true draft/1',
    'true draft/1 draft/2',
    'true draft/2',
  ])
})

test('content that was not flushed is old, nothing, part, zeros, torn at sectors or whole', async () => {
  const work = async ({ medium }: MemoryDisk) => {
    medium.write('file', old)
    medium.flush('file')
    medium.flushDirectory('.')
    medium.append('file', added)
  }
  const whole = Buffer.concat([old, added])
  const fates = new Set<string>()
  for (const left of await remains(work, contentOf('file'))) {
    // Flushed bytes are never touched.
    expect(left.subarray(0, old.length)).toEqual(Buffer.from(old))
    const zeros = left.subarray(old.length).filter((byte) => byte === 0).length
    const cut = left.length < whole.length
    if (cut && left.length > old.length) expect(left.length % 512).toBe(0)
    fates.add(cut ? (left.length === old.length ? 'old' : 'prefix') : zeros === 0 ? 'whole' : 'zeros')
    if (zeros === added.length) fates.add('all zeros')
  }
  expect([...fates].sort()).toEqual(['all zeros', 'old', 'prefix', 'whole', 'zeros'])
})

test('a file written over and not flushed may be empty, and nothing of the old one shows in the new', async () => {
  const work = async ({ medium }: MemoryDisk) => {
    medium.write('file', old)
    medium.flush('file')
    medium.flushDirectory('.')
    medium.write('file', added)
  }
  for (const left of await remains(work, contentOf('file'))) {
    const mixed = left.includes(1) && (left.includes(2) || left.length !== old.length)
    expect(mixed).toBe(false)
  }
  const lengths = new Set((await remains(work, contentOf('file'))).map(({ length }) => length))
  expect(lengths).toEqual(new Set([0, 512, 1_000, 1_024, 1_500]))
})

test('the same seed leaves the same', async () => {
  const work = async (disk: MemoryDisk) => {
    await write(disk, 'a', 'b', 'c')
    disk.medium.append('a', added)
  }
  const look = (disk: MemoryDisk) => disk.files()
  expect(await remains(work, look)).toEqual(await remains(work, look))
})

test('a flush that lies promises nothing; what was flushed before it stays', async () => {
  const work = async (disk: MemoryDisk) => {
    await write(disk, 'before')
    await disk.syncDirectory('.')
    disk.medium.lies = () => true
    await write(disk, 'after')
    await disk.syncDirectory('.')
  }
  const seen = await remains(work, (disk) => disk.files())
  expect(seen.every(({ before }) => before === 'before')).toBe(true)
  expect(new Set(seen.map(({ after }) => after))).toEqual(new Set([undefined, 'after', '', '\0\0\0\0\0']))
})

test.each([
  ['skip-file-flush', { file: '' }],
  ['skip-directory-flush', {}],
] as const)('with %s planted, what was promised goes', async (fault, left) => {
  const disk = new MemoryDisk([fault])
  await disk.write('file', old)
  await disk.syncDirectory('.')
  disk.powerCut()
  expect(disk.files()).toEqual(left)
})
