import { expect, test } from 'vitest'
import type { Disk } from '../../../hal/contract/disk.ts'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { openJournal } from './journal.ts'

const path = 'journal.jsonl'

/** A disk whose appends write only `portion` of their bytes and then report that it is full. */
function fullDisk(medium: MemoryDisk, isFull: () => number | undefined): Disk {
  return hookDisk(medium, (call) => {
    const portion = isFull()
    if (portion === undefined || call.name !== 'append' || !call.bytes) return undefined
    void medium.append(call.path, call.bytes.subarray(0, Math.floor(call.bytes.length * portion)))
    return { kind: 'full', path: call.path }
  })
}

async function openOn(disk: Disk) {
  const journal = await openJournal(disk, path)
  if (!journal.ok) throw new Error(`not opened: ${journal.fault.kind}`)
  return journal.value
}

test.each([0, 0.5, 0.99, 1])(
  'a disk full after %d of a line: the next line does not follow the torn one',
  async (portion) => {
    for (const before of [0, 1, 3]) {
      const medium = new MemoryDisk()
      let full: number | undefined
      const journal = await openOn(fullDisk(medium, () => full))
      const good = Array.from({ length: before }, (_, number) => ({ number }))
      for (const entry of good) await journal.append(entry)
      full = portion
      for (let tries = 0; tries < 3; tries += 1) {
        expect(await journal.append({ lost: tries })).toEqual({ ok: false, fault: { kind: 'full', path } })
      }
      expect(journal.entries).toEqual(good)
      full = undefined
      expect((await journal.append({ number: 'after' })).ok).toBe(true)
      expect((await journal.append({ number: 'and on' })).ok).toBe(true)
      medium.powerCut()
      const again = await openOn(medium)
      expect(again.entries).toEqual([...good, { number: 'after' }, { number: 'and on' }])
    }
  },
)

test('a name that could not be flushed is not promised, and the line is not doubled', async () => {
  const medium = new MemoryDisk()
  let failing = true
  const journal = await openOn(
    hookDisk(medium, ({ name, path: at }) =>
      failing && name === 'syncDirectory' ? { kind: 'broken', path: at, detail: 'EIO' } : undefined,
    ),
  )
  expect((await journal.append({ number: 1 })).ok).toBe(false)
  failing = false
  expect((await journal.append({ number: 2 })).ok).toBe(true)
  medium.powerCut()
  expect((await openOn(medium)).entries).toEqual([{ number: 2 }])
})

test('as long as the torn line cannot be taken away nothing is added', async () => {
  const medium = new MemoryDisk()
  let broken = false
  const journal = await openOn(
    hookDisk(medium, (call) => {
      if (!broken) return undefined
      if (call.name === 'append' && call.bytes) void medium.append(path, call.bytes.subarray(0, 9))
      return { kind: 'full', path: call.path }
    }),
  )
  await journal.append({ number: 1 })
  broken = true
  await journal.append({ number: 2 })
  const torn = medium.files()[path]
  expect((await journal.append({ number: 3 })).ok).toBe(false)
  expect(medium.files()[path]).toBe(torn)
  broken = false
  expect((await journal.append({ number: 4 })).ok).toBe(true)
  expect((await openOn(medium)).entries).toEqual([{ number: 1 }, { number: 4 }])
})
