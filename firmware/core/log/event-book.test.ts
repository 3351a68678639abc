import { expect, test } from 'vitest'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { mostPageBytes, openEventBook, readEventBook } from './event-book.ts'

const line = (ms: number) => `{"ms":${ms},"level":"info","event":"help-called"}`

async function kept(disk: MemoryDisk): Promise<readonly string[]> {
  const read = await readEventBook(disk)
  if (!read.ok) throw new Error(read.fault.kind)
  return read.value
}

test('what was told before and after a start stands in order', async () => {
  const disk = new MemoryDisk()
  for (const start of [0, 10]) {
    const book = openEventBook(disk)
    book.add(line(start))
    await book.flush()
    book.add(line(start + 1))
    expect(await book.lines()).toMatchObject({ ok: true })
  }
  expect(await kept(disk)).toEqual([0, 1, 10, 11].map(line))
})

test('nothing is written where nothing was told', async () => {
  const disk = new MemoryDisk()
  await openEventBook(disk).flush()
  expect(disk.files()).toEqual({})
})

test('two pages are kept, however much is told', async () => {
  const disk = new MemoryDisk()
  const book = openEventBook(disk)
  for (let round = 0; round < 60; round += 1) {
    for (let at = 0; at < 500; at += 1) book.add(line(round * 500 + at))
    await book.flush()
  }
  const sizes = Object.values(disk.files()).map((bytes) => bytes.length)
  expect(sizes.length).toBe(2)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(mostPageBytes)
  expect((await kept(disk)).at(-1)).toBe(line(29_999))
  expect((await kept(disk)).length).toBeGreaterThan(5_000)
})

test('a line cut with the power costs itself alone, and what others wrote there is not told', async () => {
  const disk = new MemoryDisk()
  const before = openEventBook(disk)
  before.add(line(1))
  await before.flush()
  await disk.append('log/events.jsonl', Buffer.from('{"ms":2,"level":"in'))
  const after = openEventBook(disk)
  after.add(line(3))
  after.add('{"event":"student-came","name":"Siti Aminah"}')
  expect(await after.lines()).toEqual({ ok: true, value: [line(1), line(3)] })
})

test('what a disk does not take is kept for when it does, so many lines and no more', async () => {
  const disk = new MemoryDisk()
  let isFull = true
  const book = openEventBook(
    hookDisk(disk, ({ name, path }) => (isFull && name !== 'list' ? { kind: 'full', path } : undefined)),
  )
  book.add(line(1))
  await book.flush()
  for (let at = 2; at < 1_200; at += 1) book.add(line(at))
  await book.flush()
  isFull = false
  await book.flush()
  const lines = await kept(disk)
  expect(lines.slice(0, 3)).toEqual([line(1), line(2), line(3)])
  expect(lines.length).toBe(999)
})
