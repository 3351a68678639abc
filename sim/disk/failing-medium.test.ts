import { expect, test } from 'vitest'
import { MemoryDisk } from './memory-disk.ts'

const bytes = (count: number) => new Uint8Array(count).fill(7)

test('a disk without room writes what fits, says that it is full, and goes on when room is made', async () => {
  const disk = new MemoryDisk()
  disk.medium.capacityBytes = 100
  expect((await disk.write('one', bytes(60))).ok).toBe(true)
  // Two names take the room of one.
  expect((await disk.link('one', 'again')).ok).toBe(true)
  expect(await disk.write('two', bytes(60))).toEqual({ ok: false, fault: { kind: 'full', path: 'two' } })
  expect(disk.files()['two']?.length).toBe(40)
  expect(await disk.makeDirectory('a/b')).toEqual({ ok: false, fault: { kind: 'full', path: 'a/b' } })
  await disk.remove('two')
  expect((await disk.append('one', bytes(40))).ok).toBe(true)
})

test('a disk that is read-only changes nothing and is still read', async () => {
  const disk = new MemoryDisk()
  await disk.write('file', bytes(4))
  const before = disk.files()
  disk.medium.readOnly = true
  const refused = { ok: false, fault: { kind: 'read-only' } }
  expect(await disk.write('file', bytes(1))).toMatchObject(refused)
  expect(await disk.append('file', bytes(1))).toMatchObject(refused)
  expect(await disk.rename('file', 'other')).toMatchObject(refused)
  expect(await disk.link('file', 'other')).toMatchObject(refused)
  expect(await disk.remove('file')).toMatchObject(refused)
  expect(await disk.makeDirectory('folder')).toMatchObject(refused)
  expect((await disk.read('file')).ok).toBe(true)
  expect(disk.files()).toEqual(before)
})

test('a byte that rots is another one before and after a cut', async () => {
  const disk = new MemoryDisk()
  await disk.write('file', bytes(3))
  await disk.syncDirectory('.')
  disk.medium.rot('file', 1)
  disk.powerCut()
  expect(await disk.read('file')).toEqual({ ok: true, value: Uint8Array.of(7, 6, 7) })
})

test('a file with a bad sector cannot be read until it is written anew', async () => {
  const disk = new MemoryDisk()
  await disk.write('file', bytes(3))
  disk.medium.spoil('file')
  expect(await disk.read('file')).toMatchObject({ ok: false, fault: { kind: 'broken', detail: 'EIO' } })
  await disk.append('file', bytes(1))
  expect((await disk.read('file')).ok).toBe(false)
  await disk.write('file', bytes(1))
  expect((await disk.read('file')).ok).toBe(true)
})

test('what is done to a clone does not show on the disk, nor the other way round', async () => {
  const disk = new MemoryDisk()
  await disk.makeDirectory('a')
  await disk.write('a/file', bytes(3))
  const copy = disk.clone()
  await copy.append('a/file', bytes(1))
  await disk.rename('a/file', 'a/moved')
  expect(copy.files()).toEqual({ 'a/file': '\x07\x07\x07\x07' })
  expect(disk.files()).toEqual({ 'a/moved': '\x07\x07\x07' })
  copy.powerCut()
  expect([copy.files(), disk.files()]).toEqual([{}, { 'a/moved': '\x07\x07\x07' }])
})
