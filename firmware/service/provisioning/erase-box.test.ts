import { expect, test } from 'vitest'
import { cutAfter, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { openDeviceKey } from './device-key.ts'
import { contentsOf, eraseBox, listBox } from './erase-box.ts'

const random = createSeededRandom(5)
const entropy = { bytes: (count: number) => random.bytes(count) }
const secret = Buffer.from('SITI AMINAH')

async function openBox(): Promise<MemoryDisk> {
  const disk = new MemoryDisk()
  await openDeviceKey(disk, entropy)
  for (const path of ['roster/class.json', 'site.json', 'schools/30300001/roster/class.json']) {
    if (path.includes('/')) await disk.makeDirectory(path.slice(0, path.lastIndexOf('/')))
    await disk.write(path, secret)
  }
  return disk
}

async function erase(disk: Parameters<typeof eraseBox>[0]): Promise<boolean> {
  const files = await listBox(disk)
  return files.ok && (await eraseBox(disk, files.value, () => undefined)).ok
}

test('who the box is goes last, and the proof names what was there without telling it', async () => {
  const files = await listBox(await openBox())
  if (!files.ok) throw new Error(files.fault.kind)
  expect(files.value.map(({ path }) => path).slice(-4)).toEqual([
    'site.json',
    'device.name',
    'device.key.copy',
    'device.key',
  ])
  expect(contentsOf(files.value)).toMatch(/^[0-9a-f]{64}$/)
  expect(contentsOf(files.value.slice(1))).not.toBe(contentsOf(files.value))
})

test('nothing of it is left, and the box is a blank one with a key of its own', async () => {
  const disk = await openBox()
  const before = await openDeviceKey(disk, entropy)
  expect(await erase(disk)).toBe(true)
  expect([...disk.contents().keys()]).toEqual([])
  const after = await openDeviceKey(disk, entropy)
  expect(after.ok && before.ok && after.value.device !== before.value.device).toBe(true)
})

test('cut at any call of the disk, the box still starts, and the erasing can be done again', async () => {
  let cuts = 0
  for (; ; cuts += 1) {
    const disk = await openBox()
    const done = await erase(hookDisk(disk, cutAfter(cuts)))
    expect((await openDeviceKey(disk, entropy)).ok).toBe(true)
    expect(await erase(disk)).toBe(true)
    expect([...disk.contents().keys()]).toEqual([])
    if (done) break
  }
  expect(cuts).toBeGreaterThan(20)
})
