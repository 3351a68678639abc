import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { createNodeDisk } from '../../../hal/linux/node-disk.ts'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { openDocument } from './document.ts'

interface Drawer {
  readonly tickets: number
  readonly note: string
}

const path = 'state/drawer.json'
const parse = (raw: unknown) => {
  const drawer = raw as Partial<Drawer> | null | undefined
  return typeof drawer?.tickets === 'number' ? (drawer as Drawer) : undefined
}

let folder = ''
let newest = ''
let previous = ''
const open = () => openDocument(createNodeDisk(folder), path, parse, { tickets: 0, note: '' })
const valueOf = async () => {
  const opened = await open()
  return opened.ok ? opened.value.value.tickets : opened.fault.kind
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekam-state-'))
  newest = join(folder, path)
  previous = `${newest}.prev`
  const document = await open()
  if (!document.ok) throw new Error('no document')
  for (const tickets of [18, 19, 20]) await document.value.replace({ tickets, note: 'kelas XI' })
})

function* damagedCopies(whole: Buffer): Generator<{ what: string; bytes: Buffer }> {
  for (let at = 0; at < whole.length; at += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
      yield { what: `bit ${bit} of byte ${at}`, bytes }
    }
    yield { what: `cut at ${at}`, bytes: whole.subarray(0, at) }
  }
}

test('the newest generation damaged at any byte gives the one before, never another value', async () => {
  for (const { what, bytes } of damagedCopies(readFileSync(newest))) {
    writeFileSync(newest, bytes)
    expect([what, await valueOf()]).toEqual([what, 19])
  }
})

test('the older generation damaged at any byte never hides the newest', async () => {
  for (const { what, bytes } of damagedCopies(readFileSync(previous))) {
    writeFileSync(previous, bytes)
    expect([what, await valueOf()]).toEqual([what, 20])
  }
})

test('both generations damaged is said aloud and no value is made up', async () => {
  writeFileSync(newest, readFileSync(newest).subarray(0, -1))
  writeFileSync(previous, 'x')
  expect(await open()).toEqual({ ok: false, fault: { kind: 'damaged', path } })
})

test('a body that is not what was expected counts as damage', async () => {
  const document = await openDocument<unknown>(createNodeDisk(folder), path, (raw) => raw, {})
  if (!document.ok) throw new Error('no document')
  await document.value.replace({ something: 'else' })
  expect(await valueOf()).toBe(20)
})

test('the only whole generation outlives a write that is cut at any step', async () => {
  const whole = readFileSync(newest)
  for (let calls = 0; calls < 8; calls += 1) {
    writeFileSync(newest, whole.subarray(0, -1))
    let left = Number.POSITIVE_INFINITY
    const disk = hookDisk(createNodeDisk(folder), (call) => {
      left -= 1
      return left < 0 ? { kind: 'full', path: call.path } : undefined
    })
    const document = await openDocument(disk, path, parse, { tickets: 0, note: '' })
    if (!document.ok) throw new Error('no document')
    expect(document.value.value.tickets).toBe(19)
    left = calls
    const written = await document.value.replace({ tickets: 21, note: '' })
    expect([calls, await valueOf()]).toEqual([calls, written.ok ? 21 : expect.toBeOneOf([19, 21])])
    if (written.ok) return
  }
  throw new Error('the write never got through')
})

test('a newest generation that the medium does not give is a fault: it may be sound, and the one before is older', async () => {
  const broken = hookDisk(createNodeDisk(folder), (call) =>
    call.name === 'read' && call.path === path ? { kind: 'broken', path, detail: 'EIO' } : undefined,
  )
  const opened = await openDocument(broken, path, parse, { tickets: 0, note: '' })
  expect(opened).toMatchObject({ ok: false, fault: { kind: 'broken' } })
})

test('the generation before is not missed while the newest is whole', async () => {
  const broken = hookDisk(createNodeDisk(folder), (call) =>
    call.name === 'read' && call.path !== path ? { kind: 'broken', path, detail: 'EIO' } : undefined,
  )
  const opened = await openDocument(broken, path, parse, { tickets: 0, note: '' })
  expect(opened.ok && opened.value.value.tickets).toBe(20)
})
