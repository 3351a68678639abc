import { expect, test } from 'vitest'
import { hookDisk } from '../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { DiskHealth } from './disk-health.ts'

const bytes = new Uint8Array(4)

function openWatched() {
  const medium = new MemoryDisk()
  let refuses: string | undefined
  const hooked = hookDisk(medium, ({ name, path }) => (name === refuses ? { kind: 'full', path } : undefined))
  const health = new DiskHealth()
  const told: (string | undefined)[] = []
  health.onChange = (trouble) => told.push(trouble?.kind)
  return {
    medium,
    health,
    told,
    disk: health.watch(hooked),
    refuse: (name?: string) => void (refuses = name),
  }
}

test('trouble begins and ends once, and each refusal is counted', async () => {
  const { medium, health, told, disk } = openWatched()
  medium.medium.readOnly = true
  for (let times = 0; times < 3; times += 1) await disk.write('file', bytes)
  expect([told, health.trouble?.kind, [...health.faults]]).toEqual([
    ['read-only'],
    'read-only',
    [['read-only', 3]],
  ])
  medium.medium.readOnly = false
  await disk.write('file', bytes)
  expect([told, health.trouble]).toEqual([['read-only', undefined], undefined])
})

test('a disk that can hold no file more is not well because one of them grows', async () => {
  const { health, told, disk, refuse } = openWatched()
  refuse('write')
  await disk.write('file', bytes)
  await disk.append('log', bytes)
  expect([told, health.trouble?.kind]).toEqual([['full'], 'full'])
  refuse()
  await disk.write('file', bytes)
  expect(told).toEqual(['full', undefined])
})

test('what is not there is no fault of the disk', async () => {
  const { health, told, disk } = openWatched()
  await disk.read('none')
  await disk.list('none')
  expect([told, health.faults.size]).toEqual([[], 0])
})
