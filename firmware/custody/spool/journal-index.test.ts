import { expect, test } from 'vitest'
import { JournalIndex, type ReceiptNote } from './journal-index.ts'

test('a note is known again by all it says: the batch, its root and the receipt that told of it', () => {
  const noted = { op: 'fork', seq: 1, root: 'a', receipt: 7 } as const
  const facts = new JournalIndex([noted])
  expect(facts.isNoted(noted)).toBe(true)
  const others: readonly ReceiptNote[] = [
    { ...noted, op: 'rolled-back' },
    { ...noted, seq: 2 },
    { ...noted, root: 'b' },
    { ...noted, receipt: 8 },
  ]
  expect(others.filter((line) => facts.isNoted(line))).toEqual([])
})

test('the highest key list, batch and start are those of all lines, in whatever order they stand', () => {
  const highest = (...lines: ConstructorParameters<typeof JournalIndex>[0]) => {
    const { highestKeyList, highestSeq, highestBoot } = new JournalIndex(lines)
    return [highestKeyList, highestSeq, highestBoot]
  }
  expect(highest()).toEqual([0, 0, 0])
  const lists = [3, 7, 5].map((number) => ({ op: 'key-list', number }))
  const starts = [4, 9, 6].map((boot) => ({ op: 'started', boot }))
  const receipts = [2, 8, 1].map((seq) => ({ op: 'receipt', seq, sha256: 'a' }))
  expect(highest(...lists, ...starts, ...receipts)).toEqual([7, 8, 9])
})

test('a number that rotted counts for nothing', () => {
  const facts = new JournalIndex([
    { op: 'key-list', number: 'x' },
    { op: 'started', boot: 1.5 },
    { op: 'receipt', seq: null, sha256: 'a' },
  ])
  expect([facts.highestKeyList, facts.highestSeq, facts.highestBoot]).toEqual([0, 0, 0])
})
