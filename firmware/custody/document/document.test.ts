import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createNodeDisk } from '../../../hal/linux/node-disk.ts'
import { type DiskCall, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { openDocument } from './document.ts'

const parse = (raw: unknown) => (Array.isArray(raw) ? (raw as readonly number[]) : undefined)
const onFolder = () => createNodeDisk(mkdtempSync(join(tmpdir(), 'rekam-state-')))

test('a document that was never written has its first value and touches nothing', async () => {
  const disk = onFolder()
  const opened = await openDocument(disk, 'state/list.json', parse, [7])
  expect(opened.ok && opened.value.value).toEqual([7])
  expect(await disk.list('.')).toEqual({ ok: true, value: [] })
})

test('what was written is there after opening again', async () => {
  const disk = onFolder()
  for (const value of [[1], [1, 2], [1, 2, 3]]) {
    const opened = await openDocument(disk, 'state/list.json', parse, [])
    if (!opened.ok) throw new Error('not opened')
    await opened.value.replace(value)
    const again = await openDocument(disk, 'state/list.json', parse, [])
    expect(again.ok && again.value.value).toEqual(value)
  }
})

test('calls are served one after another, in the order they came', async () => {
  const calls: DiskCall[] = []
  const disk = onFolder()
  const recorded = hookDisk(disk, (call) => void calls.push(call))
  const opened = await openDocument(recorded, 'state/list.json', parse, [])
  if (!opened.ok) throw new Error('not opened')
  calls.length = 0
  const document = opened.value
  const order: number[] = []
  await Promise.all(
    [1, 2, 3, 4, 5].map(async (value) => {
      const written = await document.replace([value])
      expect(written.ok).toBe(true)
      order.push(value)
    }),
  )
  expect(order).toEqual([1, 2, 3, 4, 5])
  const one = ['makeDirectory', 'write', 'remove', 'link', 'rename', 'syncDirectory']
  expect(calls.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5].flatMap(() => one))
  const again = await openDocument(disk, 'state/list.json', parse, [])
  expect(again.ok && again.value.value).toEqual([5])
})

test('two changes at once are both kept: each sees what the one before has left', async () => {
  const opened = await openDocument(onFolder(), 'state/list.json', parse, [])
  if (!opened.ok) throw new Error('not opened')
  await Promise.all([1, 2, 3].map((value) => opened.value.update((list) => [...list, value])))
  expect(opened.value.value).toEqual([1, 2, 3])
})

test('changes asked for at once each see what the one before has left', async () => {
  const disk = onFolder()
  const opened = await openDocument(disk, 'state/list.json', parse, [])
  if (!opened.ok) throw new Error('not opened')
  const document = opened.value
  await Promise.all([1, 2, 3, 4, 5].map((value) => document.update((list) => [...list, value])))
  expect(document.value).toEqual([1, 2, 3, 4, 5])
  const again = await openDocument(disk, 'state/list.json', parse, [])
  expect(again.ok && again.value.value).toEqual([1, 2, 3, 4, 5])
})

test('a disk that refuses is a fault of opening, not an empty document', async () => {
  const refusing = hookDisk(onFolder(), ({ name, path }) =>
    name === 'read' ? { kind: 'read-only', path } : undefined,
  )
  const opened = await openDocument(refusing, 'state/list.json', parse, [])
  expect(opened).toEqual({ ok: false, fault: { kind: 'read-only', path: 'state/list.json' } })
})
