import { expect, test } from 'vitest'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import type { Json } from '../../core/canonical-json.ts'
import { openJournal } from './journal.ts'

const path = 'log/journal.jsonl'
const entries = [{ op: 'one' }, { op: 'two', note: 'kelas XI é' }, { op: 'three' }, { op: 'four' }]

async function journalOf(given: readonly Json[]): Promise<MemoryDisk> {
  const disk = new MemoryDisk()
  await disk.makeDirectory('log')
  const journal = await openJournal(disk, path)
  if (!journal.ok) throw new Error('no journal')
  for (const entry of given) await journal.value.append(entry)
  return disk
}

async function bytesOf(disk: MemoryDisk): Promise<Buffer> {
  const file = await disk.read(path)
  return Buffer.from(file.ok ? file.value : [])
}

test('a last line torn at any byte is dropped and the chain goes on after it', async () => {
  const whole = await bytesOf(await journalOf(entries))
  const three = (await bytesOf(await journalOf(entries.slice(0, 3)))).length
  for (let length = three; length < whole.length; length += 1) {
    const disk = await journalOf([])
    await disk.write(path, whole.subarray(0, length))
    const torn = await openJournal(disk, path)
    if (!torn.ok) throw new Error(`cut at ${length}: ${torn.fault.kind}`)
    expect(torn.value.entries).toEqual(entries.slice(0, 3))
    expect((await torn.value.append({ op: 'after' })).ok).toBe(true)
    disk.powerCut()
    const again = await openJournal(disk, path)
    expect([length, again.ok && again.value.entries]).toEqual([
      length,
      [...entries.slice(0, 3), { op: 'after' }],
    ])
  }
})

test('a flipped bit is found in the very line that it stands in, the last one too', async () => {
  const whole = await bytesOf(await journalOf(entries))
  const ends = [...whole.keys()].filter((at) => whole[at] === 10)
  for (let at = 0; at < whole.length; at += 1) {
    if (whole[at] === 10) continue
    const changed = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ 1
    const disk = await journalOf([])
    await disk.write(path, changed)
    const line = ends.findIndex((end) => at < end) + 1
    const opened = await openJournal(disk, path)
    expect([at, opened]).toEqual([at, { ok: false, fault: { kind: 'broken-chain', path, line } }])
    expect(await bytesOf(disk)).toEqual(changed)
  }
})

test('a line taken out and a line put in are found at their number', async () => {
  const lines = (await bytesOf(await journalOf(entries))).toString('utf8').split('\n')
  const without = lines.toSpliced(1, 1).join('\n')
  const withOne = lines.toSpliced(2, 0, lines[1] ?? '').join('\n')
  for (const [text, line] of [
    [without, 2],
    [withOne, 3],
  ] as const) {
    const disk = await journalOf([])
    await disk.write(path, Buffer.from(text))
    expect(await openJournal(disk, path)).toEqual({ ok: false, fault: { kind: 'broken-chain', path, line } })
  }
})

test('lines come in the order of the calls, even when nobody waits', async () => {
  const disk = await journalOf([])
  const journal = await openJournal(disk, path)
  if (!journal.ok) throw new Error('no journal')
  await Promise.all([1, 2, 3, 4, 5].map((number) => journal.value.append({ number })))
  const again = await openJournal(disk, path)
  expect(again.ok && again.value.entries).toEqual([1, 2, 3, 4, 5].map((number) => ({ number })))
})
