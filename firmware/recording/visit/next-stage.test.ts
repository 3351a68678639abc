import { describe, expect, test } from 'vitest'
import { keptEntry } from '../../../test/stand/visit-events.ts'
import { before, smoothJournal, stateAt, withEntries } from '../../../test/stand/visit-states.ts'
import { nextStage } from './next-stage.ts'
import type { NewEntry } from './visit-entry.ts'
import { emptyRecord, type VisitRecord } from './visit-record.ts'
import type { VisitState } from './visit-state.ts'

const next = (record: VisitRecord, references: VisitState['references'] = [2, 7]) => {
  const { stage } = nextStage(stateAt({ type: 'confirm' }, record, { references }))
  return 'position' in stage ? `${stage.type} ${stage.position}` : stage.type
}
const exception = (position: 2 | 7): NewEntry => ({ type: 'exception', position, reason: 'bandaged' })

test('with every line of the journal the visit goes on in the official order', () => {
  const order = Array.from({ length: smoothJournal.length + 1 }, (_, lines) =>
    next(withEntries(emptyRecord, ...smoothJournal.slice(0, lines))),
  )
  expect(order).toEqual([
    'assent',
    'photo',
    'signature',
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((position) => `finger ${position}`),
    'verify 2',
    'verify 7',
    'review',
    'closing',
  ])
})

describe('index fingers', () => {
  test('after a break the finger is recorded once more: what to compare it with is gone', () => {
    expect(next(before.verify, [])).toBe('finger 2')
    expect(next(before.verify, [7])).toBe('finger 2')
    expect(next(before.verify, [2])).toBe('verify 2')
  })

  test('a finger without an image is not compared', () => {
    const entries = smoothJournal.slice(0, 13).map((entry) => (isFinger2(entry) ? exception(2) : entry))
    expect(next(withEntries(emptyRecord, ...entries))).toBe('verify 7')
  })

  test('a finger recorded before a break and bandaged after it does not come back for ever', () => {
    expect(next(withEntries(before.verify, exception(2)), [])).toBe('finger 7')
    expect(next(withEntries(before.verify, exception(2), exception(7)), [])).toBe('review')
  })
})

test('a photo changed at the review leads back to the review', () => {
  expect(next(withEntries(before.review, keptEntry('face', 2)))).toBe('review')
})

describe('without a signature', () => {
  const unsigned = (piece: 'signature' | 'approval') =>
    ({ type: 'unsigned', piece, reason: 'cannot-write' }) as const
  const reviewed = withEntries(before.review, unsigned('signature'))

  test('the reason stands in its place', () => {
    expect(next(withEntries(before.signature, unsigned('signature')))).toBe('finger 1')
    expect(next(withEntries(reviewed, unsigned('approval')))).toBe('closing')
  })

  test('whoever signs after all has signed, and whoever takes it back has not', () => {
    const signed = withEntries(reviewed, keptEntry('signature'))
    expect([signed.pieces.signature?.state, next(signed)]).toEqual(['kept', 'review'])
    expect(withEntries(signed, unsigned('signature')).pieces.signature?.state).toBe('excepted')
  })

  test('an approval by touch does not cover what was lost after it', () => {
    const approved = withEntries(reviewed, unsigned('approval'))
    expect(next(withEntries(approved, { type: 'lost', piece: 'face' }))).toBe('photo')
    expect(next(withEntries(approved, { type: 'lost', piece: 'face' }, keptEntry('face')))).toBe('review')
  })
})

function isFinger2(entry: NewEntry): boolean {
  return entry.type === 'kept' && entry.piece === 'finger-2'
}
