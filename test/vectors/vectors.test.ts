import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { sha256Hex } from '../../firmware/core/hash.ts'
import { intakeFolder } from '../../firmware/registry/intake/intake-folder.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { kiosks, openDesk, putBatch } from '../stand/intake-stand.ts'
import { batchVectors } from './batch-vectors.ts'
import { packetVectors } from './packet-vectors.ts'
import { vectorFiles, vectorIdentity } from './vector-files.ts'
import { vectorFolder } from './vector-parts.ts'

test('the files beside the page are the ones that are made here', () => {
  const made = vectorFiles()
  const found = readdirSync(vectorFolder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => relative(fileURLToPath(vectorFolder), join(one.parentPath, one.name)))
    .filter((path) => path !== 'README.md' && !path.startsWith('sealed/'))
  expect(found.toSorted()).toEqual([...made.keys()].toSorted())
  for (const [path, bytes] of made)
    expect([path, readFileSync(new URL(path, vectorFolder)).equals(bytes)]).toEqual([path, true])
})

async function judge(source: MemoryDisk) {
  const taken = await intakeFolder(openDesk(new MemoryDisk(), vectorIdentity), source)
  const [first] = taken.ok ? taken.value : []
  if (!first) throw new Error('nothing was found')
  if (!first.result.ok) return { verdict: first.result.fault.kind, rejected: {} }
  const { rejected } = first.result.value.receipt
  return {
    verdict: 'signed',
    rejected: Object.fromEntries(rejected.map(({ sha256, reason }) => [sha256, reason])),
  }
}

describe('our intake judges as the vectors say', () => {
  test.each(packetVectors)('packet: %s: %s', async (_, verdict, make) => {
    const source = new MemoryDisk()
    const bytes = make()
    const sha256 = sha256Hex(bytes)
    await putBatch(source, [{ sha256, bytes }], { by: kiosks.own })
    const { rejected } = await judge(source)
    expect(rejected).toEqual(verdict === 'accepted' ? {} : { [sha256]: verdict })
  })

  test.each(batchVectors)('batch: $name: $verdict', async ({ verdict, rejected = {}, files }) => {
    const source = new MemoryDisk()
    for (const [name, bytes] of Object.entries(files)) {
      await source.makeDirectory('batch')
      await source.write(`batch/${name}`, bytes)
    }
    expect(await judge(source)).toEqual({ verdict, rejected })
  })
})

// A development machine may put a Python of its own before Debian's, which has the package.
const python = ['python3', '/usr/bin/python3'].find(
  (program) => spawnSync(program, ['-c', 'import cryptography']).status === 0,
)
if (!python) console.warn('SKIPPED: no python3-cryptography, the reader in Python judges nothing')

test.skipIf(!python)('a reader that was written from the page alone judges all of them alike', () => {
  const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  const page = fileURLToPath(new URL('../FORMATS.md', vectorFolder))
  const words = ['-B', file('reader/reader.py'), fileURLToPath(vectorFolder), '--page', page]
  const { status, stdout, stderr } = spawnSync(python ?? '', words, { encoding: 'utf8' })
  const vectors = packetVectors.length + batchVectors.length
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain(`reader: ${vectors} of ${vectors} vectors judged alike`)
  expect(stdout).toMatch(/page: \d+ examples verified/)
})
