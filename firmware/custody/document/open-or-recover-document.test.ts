import { expect, test } from 'vitest'
import type { Disk } from '../../../hal/contract/disk.ts'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { cutEverywhere } from '../../../test/stand/cut-everywhere.ts'
import { openOrRecoverDocument } from './open-or-recover-document.ts'

const path = 'state/drawer.json'
const parse = (raw: unknown) => (typeof raw === 'number' ? raw : undefined)
const open = async (disk: Disk, rebuild = 0) => {
  const opened = await openOrRecoverDocument(disk, path, parse, rebuild)
  if (!opened.ok) throw new Error(opened.fault.kind)
  return opened.value
}

async function damagedDisk(): Promise<MemoryDisk> {
  const disk = new MemoryDisk()
  const { document } = await open(disk)
  for (const value of [1, 2]) await document.replace(value)
  await disk.write(path, Buffer.from('newest'))
  await disk.write(`${path}.prev`, Buffer.from('before'))
  return disk
}

const aside = (disk: MemoryDisk) =>
  Object.entries(disk.files()).filter(([name]) => name.startsWith('state/damaged/'))

test('both generations damaged: both are set aside, and the document begins again and is kept', async () => {
  const disk = await damagedDisk()
  const { document, rebuilt } = await open(disk, 40)
  expect([document.value, rebuilt]).toEqual([40, true])
  await document.replace(41)
  expect(aside(disk)).toEqual([
    ['state/damaged/drawer.json', 'newest'],
    ['state/damaged/drawer.json.prev', 'before'],
  ])
  expect(await open(disk)).toMatchObject({ document: { value: 41 }, rebuilt: false })
})

test('damaged a second time, what was set aside the first time stays', async () => {
  const disk = await damagedDisk()
  await open(disk)
  await disk.write(path, Buffer.from('again'))
  await open(disk)
  expect(aside(disk).map(([, text]) => text)).toEqual(['newest', 'again', 'before'])
})

test('what the medium does not give is not set aside, whatever it may be', async () => {
  const disk = await damagedDisk()
  const failing = hookDisk(disk, ({ name, path: at }) =>
    name === 'read' && at.startsWith(path) && disk.files()[at] !== undefined
      ? { kind: 'broken', path: at, detail: 'EIO' }
      : undefined,
  )
  const before = disk.files()
  expect(await openOrRecoverDocument(failing, path, parse, 7)).toMatchObject({ fault: { kind: 'broken' } })
  expect(disk.files()).toEqual(before)
})

test('cut at any call, the next start has it rebuilt and both files are kept', async () => {
  await cutEverywhere(
    damagedDisk,
    async (disk) => (await openOrRecoverDocument(disk, path, parse, 9)).ok,
    async ({ medium, when }) => {
      expect([when, (await open(medium, 9)).document.value]).toEqual([when, 9])
      medium.powerCut()
      // A name that was not flushed may be back where it was; it goes to quarantine again.
      const texts = new Set(Object.values(medium.files()))
      expect([when, texts.has('newest'), texts.has('before')]).toEqual([when, true, true])
      expect([when, (await open(medium, 9)).document.value]).toEqual([when, 9])
    },
  )
})
