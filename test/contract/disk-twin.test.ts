import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Disk } from '../../hal/contract/disk.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'

type Call = (disk: Disk) => Promise<unknown>

const file = fc.constantFrom('a', 'b', 'd/a', 'd/b', 'd/e/a', 'none/a')
const directory = fc.constantFrom('d', 'd/e', 'f')
const content = fc.uint8Array({ maxLength: 8 })
const call = fc.oneof(
  fc.tuple(file, content).map(
    ([path, bytes]): Call =>
      (disk) =>
        disk.write(path, bytes),
  ),
  fc.tuple(file, content).map(
    ([path, bytes]): Call =>
      (disk) =>
        disk.append(path, bytes),
  ),
  fc.tuple(file, fc.option(fc.nat(12), { nil: undefined })).map(
    ([path, mostBytes]): Call =>
      (disk) =>
        disk.read(path, mostBytes),
  ),
  fc.tuple(file, file).map(
    ([from, to]): Call =>
      (disk) =>
        disk.rename(from, to),
  ),
  fc.tuple(file, file).map(
    ([from, to]): Call =>
      (disk) =>
        disk.link(from, to),
  ),
  directory.map(
    (path): Call =>
      (disk) =>
        disk.makeDirectory(path),
  ),
  fc.constantFrom(['d/e', 'f'], ['f', 'd/e']).map(
    ([from = '', to = '']): Call =>
      (disk) =>
        disk.rename(from, to),
  ),
  fc.oneof(file, directory).map(
    (path): Call =>
      (disk) =>
        disk.remove(path),
  ),
  fc.tuple(directory, fc.option(fc.constantFrom('a', 'b', 'e'), { nil: undefined })).map(
    ([path, only]): Call =>
      (disk) =>
        disk.list(path, only === undefined ? undefined : (name) => name === only),
  ),
  directory.map(
    (path): Call =>
      (disk) =>
        disk.syncDirectory(path),
  ),
)

test('the disk in memory answers every call as the real one does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 40 }), async (calls) => {
      const folder = mkdtempSync(join(tmpdir(), 'rekam-twin-'))
      const [real, twin] = [createNodeDisk(folder), new MemoryDisk()]
      for (const one of calls) expect(await one(twin)).toEqual(await one(real))
      rmSync(folder, { recursive: true })
    }),
    { numRuns: 150 },
  )
})
