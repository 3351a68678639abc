import { expect, test } from 'vitest'
import type { Disk } from '../../../hal/contract/disk.ts'
import { cutAfter, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { lastOrderOf, switchSchool } from './switch-school.ts'

const [paringin, awayan, juai] = ['30300001', '30300002', '30300003'] as const

const ofOneSchool = [
  'roster/index.json',
  'spool/draft/visit-1/001-face.jpg.age',
  'state/queue.json',
  'state/news.json',
]
const ofTheBox = ['device.key', 'spool/journal.jsonl', 'spool/new/a.packet', 'state/uplink.json']

const siteOf = (school: string, order = 0) => ({ school, order })

async function fill(disk: Disk, school: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.'
    await disk.makeDirectory(folder)
    await disk.write(path, Buffer.from(school))
  }
}

async function whose(disk: Disk, paths: readonly string[]): Promise<readonly string[]> {
  const read = await Promise.all(paths.map((path) => disk.read(path)))
  return read.map((one) => (one.ok ? Buffer.from(one.value).toString() : 'nobody'))
}

const all = (school: string) => ofOneSchool.map(() => school)

async function boxOf(school: string): Promise<MemoryDisk> {
  const disk = new MemoryDisk()
  await fill(disk, 'box', ofTheBox)
  await switchSchool(disk, siteOf(school))
  await fill(disk, school, ofOneSchool)
  return disk
}

test('a box that goes to another school and comes back finds all as it was', async () => {
  const disk = await boxOf(paringin)
  expect(await switchSchool(disk, siteOf(awayan))).toEqual({ ok: true })
  expect(await whose(disk, ofOneSchool)).toEqual(all('nobody'))
  await fill(disk, awayan, ofOneSchool)
  expect(await switchSchool(disk, siteOf(paringin))).toEqual({ ok: true })
  expect(await whose(disk, ofOneSchool)).toEqual(all(paringin))
  expect(await switchSchool(disk, siteOf(awayan))).toEqual({ ok: true })
  expect(await whose(disk, ofOneSchool)).toEqual(all(awayan))
  expect(await whose(disk, ofTheBox)).toEqual(ofTheBox.map(() => 'box'))
})

test('a box from before there were several schools keeps what it has', async () => {
  const disk = new MemoryDisk()
  await fill(disk, paringin, ofOneSchool)
  await switchSchool(disk, siteOf(paringin))
  expect(await whose(disk, ofOneSchool)).toEqual(all(paringin))
})

test('cut at any call of the disk, it goes on at the next start, also when the order is another by then', async () => {
  let cuts = 0
  for (; ; cuts += 1) {
    const disk = await boxOf(paringin)
    await switchSchool(disk, siteOf(awayan))
    await fill(disk, awayan, ofOneSchool)
    const cut = await switchSchool(hookDisk(disk, cutAfter(cuts)), siteOf(paringin))
    const next = [paringin, awayan, juai][cuts % 3] ?? juai
    expect(await switchSchool(disk, siteOf(next))).toEqual({ ok: true })
    expect(await whose(disk, ofOneSchool)).toEqual(all(next === juai ? 'nobody' : next))
    expect(await switchSchool(disk, siteOf(awayan))).toEqual({ ok: true })
    expect(await whose(disk, ofOneSchool)).toEqual(all(awayan))
    expect(await switchSchool(disk, siteOf(paringin))).toEqual({ ok: true })
    expect(await whose(disk, ofOneSchool)).toEqual(all(paringin))
    if (cut.ok) break
  }
  expect(cuts).toBeGreaterThanOrEqual(50)
})

test('the highest order that was obeyed is known whatever else changes', async () => {
  const disk = await boxOf(paringin)
  expect(await lastOrderOf(disk)).toBe(0)
  await switchSchool(disk, siteOf(awayan, 12))
  await switchSchool(disk, siteOf(paringin, 9))
  expect(await lastOrderOf(disk)).toBe(12)
})
