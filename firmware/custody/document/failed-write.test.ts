import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Disk } from '../../../hal/contract/disk.ts'
import { createNodeDisk } from '../../../hal/linux/node-disk.ts'
import { cutAfter, type DiskCall, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { openDocument } from './document.ts'

const path = 'state/counter.json'
const parse = (raw: unknown) => (typeof raw === 'number' ? raw : undefined)

async function openCounter(disk: Disk) {
  const opened = await openDocument(disk, path, parse, 0)
  if (!opened.ok) throw new Error(`not opened: ${opened.fault.kind}`)
  return opened.value
}

const onFolder = () => createNodeDisk(mkdtempSync(join(tmpdir(), 'rekam-state-')))

// The disk calls of one write, as the adapter makes them.
async function callsOfWrite(): Promise<DiskCall[]> {
  const calls: DiskCall[] = []
  const disk = hookDisk(new MemoryDisk(), (call) => void calls.push(call))
  const counter = await openCounter(disk)
  await counter.replace(1)
  calls.length = 0
  await counter.replace(2)
  return calls
}

test('a write flushes its content, keeps the old file, and flushes the names last', async () => {
  const names = (await callsOfWrite()).map(({ name }) => name)
  expect(names).toEqual(['makeDirectory', 'write', 'remove', 'link', 'rename', 'syncDirectory'])
})

test.each([0, 1, 2, 3, 4])(
  'call %i of a write fails: memory and disk keep the old value',
  async (failing) => {
    const disk = onFolder()
    let armed = false
    let calls = 0
    const failable = hookDisk(disk, (call) => {
      if (!armed) return undefined
      calls += 1
      return calls === failing + 1 ? { kind: 'full', path: call.path } : undefined
    })
    const counter = await openCounter(failable)
    expect(await counter.replace(1)).toEqual({ ok: true, value: undefined })
    armed = true
    const failed = await counter.replace(2)
    expect(!failed.ok && failed.fault.kind).toBe('full')
    expect(counter.value).toBe(1)
    expect((await openCounter(disk)).value).toBe(1)
    // And the next one goes through.
    expect(await counter.replace(3)).toEqual({ ok: true, value: undefined })
    expect((await openCounter(disk)).value).toBe(3)
  },
)

test('only flushing the names fails: memory keeps the old value, and the disk has the old or the new one', async () => {
  const disk = onFolder()
  let failing = false
  const failable = hookDisk(disk, ({ name, path: at }) =>
    failing && name === 'syncDirectory' ? { kind: 'broken', path: at, detail: 'EIO' } : undefined,
  )
  const counter = await openCounter(failable)
  await counter.replace(1)
  failing = true
  expect((await counter.replace(2)).ok).toBe(false)
  expect(counter.value).toBe(1)
  expect((await openCounter(disk)).value).toBeOneOf([1, 2])
  failing = false
  await counter.replace(3)
  expect((await openCounter(disk)).value).toBe(3)
})

test('power lost at any call leaves the old value or the new one, and the new one once it was promised', async () => {
  for (let calls = 0; calls <= 6; calls += 1) {
    const medium = new MemoryDisk()
    const before = await openCounter(medium)
    for (const value of [1, 2, 3]) await before.replace(value)
    let hook: (call: DiskCall) => ReturnType<ReturnType<typeof cutAfter>> = () => undefined
    const counter = await openCounter(hookDisk(medium, (call) => hook(call)))
    hook = cutAfter(calls)
    const written = await counter.replace(4)
    medium.powerCut()
    expect((await openCounter(medium)).value).toBe(written.ok ? 4 : 3)
    expect(written.ok).toBe(calls === 6)
  }
})
