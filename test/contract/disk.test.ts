import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { holdFolder } from '../../hal/linux/hold-folder.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'

const fresh = () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-disk-'))
  return { folder, disk: createNodeDisk(folder) }
}
const bytes = (text: string) => new Uint8Array(Buffer.from(text))

test('what was written, added and moved is read back', async () => {
  const { disk } = fresh()
  await disk.makeDirectory('a/b')
  await disk.write('a/b/one', bytes('first'))
  await disk.append('a/b/one', bytes(' more'))
  await disk.rename('a/b/one', 'a/two')
  expect(await disk.read('a/two')).toEqual({ ok: true, value: bytes('first more') })
  expect(await disk.list('a')).toEqual({
    ok: true,
    value: [
      { name: 'b', directory: true, bytes: 0 },
      { name: 'two', directory: false, bytes: 10 },
    ],
  })
})

test('absent and taken are faults that name the path, and nothing of the medium', async () => {
  const { disk } = fresh()
  await disk.write('one', bytes('1'))
  await disk.write('two', bytes('2'))
  expect(await disk.read('none')).toEqual({ ok: false, fault: { kind: 'not-found', path: 'none' } })
  expect(await disk.link('one', 'two')).toMatchObject({ ok: false, fault: { kind: 'exists' } })
  expect(await disk.list('none')).toMatchObject({ ok: false, fault: { kind: 'not-found' } })
  expect(await disk.remove('none')).toMatchObject({ ok: true })
})

test('files are for their owner alone', async () => {
  const { folder, disk } = fresh()
  await disk.write('secret', bytes('x'))
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
})

test.each(['../outside', '/etc/hostname', 'a/../../b'])('%s leaves the disk and is a bug', async (path) => {
  await expect(fresh().disk.read(path)).rejects.toThrow('leaves the disk')
})

test('a folder has one owner at a time, whatever name it is called by', async () => {
  const { folder } = fresh()
  const first = await holdFolder(folder)
  expect(await holdFolder(`${folder}/.`)).toEqual({ ok: false, fault: { kind: 'held' } })
  if (first.ok) first.value.release()
  const second = await holdFolder(folder)
  expect(second.ok).toBe(true)
  if (second.ok) second.value.release()
})
