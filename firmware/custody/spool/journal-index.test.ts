import { expect, test } from 'vitest'
import { JournalIndex, type NoteLine } from './journal-index.ts'

test('a note is known again by all it says: the batch, its root and the receipt that told of it', () => {
  const noted = { op: 'fork', seq: 1, root: 'a', receipt: 7 } as const
  const facts = new JournalIndex([noted])
  expect(facts.isNoted(noted)).toBe(true)
  const others: readonly NoteLine[] = [
    { ...noted, op: 'rolled-back' },
    { ...noted, seq: 2 },
    { ...noted, root: 'b' },
    { ...noted, receipt: 8 },
  ]
  expect(others.filter((line) => facts.isNoted(line))).toEqual([])
})
