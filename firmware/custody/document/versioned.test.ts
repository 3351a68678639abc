import { expect, test } from 'vitest'
import { z } from 'zod'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { openDocument } from './document.ts'
import { newer, versioned } from './versioned.ts'

const schema = z.strictObject({ v: z.literal(3), total: z.int() })
const parse = versioned(3, schema, [
  ({ count }) => ({ v: 2, count: Number(count) * 10 }),
  ({ count }) => ({ v: 3, total: Number(count) + 1 }),
])

test.each([
  ['the newest', { v: 3, total: 7 }, { v: 3, total: 7 }],
  ['one step behind', { v: 2, count: 50 }, { v: 3, total: 51 }],
  ['two steps behind', { v: 1, count: 5 }, { v: 3, total: 51 }],
  ['older than any step', { count: 5 }, undefined],
  ['old, and not what its version promises', { v: 1, count: 'many' }, undefined],
  ['of a later software', { v: 4, total: 7, more: true }, newer],
  ['a version that is no number', { v: '3', total: 7 }, undefined],
  ['no object', [3], undefined],
  ['nothing', null, undefined],
] as const)('%s', (_what, raw, expected) => {
  expect(parse(raw)).toEqual(expected)
})

test('a document of a later software is refused and never written over, whatever the generation before says', async () => {
  const disk = new MemoryDisk()
  const path = 'state/total.json'
  const older = await openDocument(disk, path, parse, { v: 3, total: 0 })
  if (!older.ok) throw new Error('no document')
  await older.value.replace({ v: 3, total: 1 })
  const later = await openDocument(disk, path, (raw) => raw, {} as unknown)
  if (!later.ok) throw new Error('no document')
  await later.value.replace({ v: 4, total: 2 })
  const before = disk.files()
  expect(await openDocument(disk, path, parse, { v: 3, total: 0 })).toEqual({
    ok: false,
    fault: { kind: 'newer', path },
  })
  expect(disk.files()).toEqual(before)
})
