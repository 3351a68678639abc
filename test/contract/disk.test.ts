import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { holdFolder } from '../../hal/linux/hold-folder.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof files>()) }))

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

test('a file larger than is taken, a pipe and a folder are refused before anything of them is read', async () => {
  const { folder, disk } = fresh()
  await disk.write('file', bytes('12345'))
  execFileSync('mkfifo', [join(folder, 'pipe')])
  await disk.makeDirectory('folder')
  expect(await disk.read('file', 5)).toEqual({ ok: true, value: bytes('12345') })
  for (const path of ['file', 'pipe', 'folder'])
    expect(await disk.read(path, 4)).toEqual({ ok: false, fault: { kind: 'too-large', path } })
})

test('of a folder with many files only those are looked at that are wanted', async () => {
  const { folder, disk } = fresh()
  for (let at = 0; at < 1_000; at += 1) writeFileSync(join(folder, `junk-${at}`), '')
  await disk.write('list.json', bytes('{}'))
  expect(await disk.list('.', (name) => name.endsWith('.json'))).toEqual({
    ok: true,
    value: [{ name: 'list.json', directory: false, bytes: 2 }],
  })
})

test.each(['ENODEV', 'EIO'])(
  'when flushing and closing both fail with %s, the work is what is told of',
  async (code) => {
    const { disk } = fresh()
    const failing = async () => Promise.reject(Object.assign(new Error(code), { code }))
    const open = vi.spyOn(files, 'open').mockResolvedValue({
      writeFile: async () => undefined,
      sync: failing,
      close: async () => Promise.reject(Object.assign(new Error('EBADF'), { code: 'EBADF' })),
    } as unknown as files.FileHandle)
    expect(await disk.write('file', bytes('x'))).toMatchObject({
      ok: false,
      fault: { kind: code === 'EIO' ? 'broken' : 'gone', path: 'file' },
    })
    open.mockRestore()
  },
)

test('an error of closing does not undo a write that is flushed', async () => {
  const { disk } = fresh()
  const open = vi.spyOn(files, 'open').mockResolvedValue({
    writeFile: async () => undefined,
    sync: async () => undefined,
    close: async () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })),
  } as unknown as files.FileHandle)
  expect(await disk.write('file', bytes('x'))).toEqual({ ok: true, value: undefined })
  open.mockRestore()
})

const mounts = (folder: string, ...words: string[]) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', words.join(','), 'none', folder]).status === 0

test('on a medium that is read-only a new folder is refused as such, and one that is there is fine', async (context) => {
  const { folder, disk } = fresh()
  context.skip(!mounts(folder, 'size=1m'), 'nothing can be mounted')
  mkdirSync(join(folder, 'there'))
  execFileSync('mount', ['-o', 'remount,ro', folder])
  const made = [await disk.makeDirectory('there'), await disk.makeDirectory('there/a/b')]
  execFileSync('umount', [folder])
  expect(made).toMatchObject([{ ok: true }, { ok: false, fault: { kind: 'read-only' } }])
})

test("below the kernel's own folders a new one is refused at once", async () => {
  expect(await createNodeDisk('/proc/rekam/data').makeDirectory('.')).toMatchObject({ ok: false })
})
