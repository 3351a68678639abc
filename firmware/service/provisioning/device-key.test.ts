import { expect, test } from 'vitest'
import { cutAfter, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { openDeviceKey } from './device-key.ts'

const random = createSeededRandom(7)
const entropy = { bytes: (count: number) => random.bytes(count) }

async function newBox() {
  const disk = new MemoryDisk()
  const opened = await openDeviceKey(disk, entropy)
  if (!opened.ok) throw new Error(opened.fault.kind)
  return { disk, device: opened.value.device }
}

async function deviceOf(disk: MemoryDisk): Promise<string> {
  const opened = await openDeviceKey(disk, entropy)
  return opened.ok ? opened.value.device : opened.fault.kind
}

/** Flips a bit within the seed of a key, or within a name. */
async function flip(disk: MemoryDisk, path: string, further = 0): Promise<void> {
  const read = await disk.read(path)
  const bytes = Buffer.from(read.ok ? read.value : [])
  const at = path.endsWith('.name') ? 5 : bytes.indexOf('MC4CAQ') + 40 + further
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await disk.write(path, bytes)
}

test.each(['device.key', 'device.key.copy', 'device.name'])(
  'a flipped bit in %s never makes another box, and is mended',
  async (path) => {
    const { disk, device } = await newBox()
    await flip(disk, path)
    expect(await deviceOf(disk)).toBe(device)
    for (const other of ['device.key', 'device.key.copy', 'device.name'].filter((one) => one !== path)) {
      await flip(disk, other)
      expect(await deviceOf(disk)).toBe(device)
    }
  },
)

test('a box whose two keys are spoiled is no new box', async () => {
  const { disk } = await newBox()
  for (const [at, path] of ['device.key', 'device.key.copy'].entries()) await flip(disk, path, at)
  expect(await deviceOf(disk)).toBe('bad-key')
  for (const path of ['device.key', 'device.key.copy']) await disk.remove(path)
  expect(await deviceOf(disk)).toBe('bad-key')
})

test('a box of a version that had one copy goes on, with two from then on', async () => {
  const { disk, device } = await newBox()
  for (const path of ['device.key.copy', 'device.name']) await disk.remove(path)
  expect(await deviceOf(disk)).toBe(device)
  await disk.remove('device.key')
  expect(await deviceOf(disk)).toBe(device)
})

test('the first start, cut at any call, leaves a box that starts, and one only', async () => {
  for (let cuts = 0; ; cuts += 1) {
    const disk = new MemoryDisk()
    const opened = await openDeviceKey(hookDisk(disk, cutAfter(cuts)), entropy)
    disk.powerCut()
    const first = await deviceOf(disk)
    expect(first).toMatch(/^rk-/)
    expect(await deviceOf(disk)).toBe(first)
    if (opened.ok) {
      expect(first).toBe(opened.value.device)
      break
    }
  }
})
