import { describe, expect, test } from 'vitest'
import { intents, keptEntry } from '../../../test/stand/visit-events.ts'
import { always, type OutcomeTable, outcomes } from '../../../test/stand/visit-outcomes.ts'
import { before, everyState, type StateName, stateAt, withEntries } from '../../../test/stand/visit-states.ts'
import { fingerPositions } from '../../core/finger-position.ts'
import { stepVisit } from './step-visit.ts'
import type { VisitEvent } from './visit-event.ts'
import { toVerify } from './visit-record.ts'
import type { VisitState } from './visit-state.ts'

const table: OutcomeTable = {
  review: {
    'approve-record': ['approval draw'],
    'retake-photo': ['photo live countdown=0 retakes=1', 'preview on'],
    'sign-again': ['signature draw'],
    'change-finger': ['pick-finger page=0'],
  },
  // A photo changed at the review counts towards the same four retakes.
  'review after the last photo': {
    'approve-record': ['approval draw'],
    'sign-again': ['signature draw'],
    'change-finger': ['pick-finger page=0'],
  },
  // A student who could not sign before is not asked to draw again.
  'review without a signature': {
    'approve-record': ['approval excuse'],
    'retake-photo': ['photo live countdown=0 retakes=1', 'preview on'],
    'sign-again': ['signature draw'],
    'change-finger': ['pick-finger page=0'],
  },
  'pick finger': {
    'turn-page': ['pick-finger page=1'],
    'choose-finger': ['finger position=2 opening scores=', 'press 2 afresh'],
    back: ['review'],
  },
}

describe('only these events do something', () => {
  test.each(Object.entries(table))('%s', (name, rows) => {
    expect(outcomes(everyState[name as StateName])).toEqual({ ...always, ...rows })
  })
})

test('the review allows the fourth retake of a photo, and no fifth', () => {
  const retake = (attempts: number) => {
    const record = withEntries(before.review, keptEntry('face', attempts))
    return outcomes(stateAt({ type: 'review' }, record))['retake-photo']?.[0]
  }
  expect([retake(4), retake(5)]).toEqual(['photo live countdown=0 retakes=4', undefined])
})

const lead = (state: VisitState, ...events: readonly VisitEvent[]) =>
  events.reduce((now, event) => stepVisit(now, event).state, state)

test('who changes a finger and thinks better of it is back at the review, with the old image', () => {
  const picked = lead(everyState.review, intents['change-finger'], intents['choose-finger'])
  expect(picked.stage).toMatchObject({ type: 'finger', position: 2 })
  const back = stepVisit(picked, intents.back)
  expect([back.state.stage, back.effects[0]]).toEqual([{ type: 'review' }, { type: 'stop-scanner' }])
  expect(back.state.record).toEqual(everyState.review.record)
})

test('a changed index finger is compared again before the review', () => {
  const again = withEntries(before.review, {
    type: 'kept',
    piece: 'finger-2',
    file: '020-finger-2',
    sha256: 'c'.repeat(64),
    bytes: 1,
    attempts: 1,
  })
  expect(again.verified[2]).toBeUndefined()
  const good = stateAt({ type: 'finger', position: 2, step: 'good', scores: [90] }, again, {
    references: [2],
  })
  expect(lead(good, { type: 'finger-lifted' }).stage).toMatchObject({ type: 'verify', position: 2 })
})

test('an index finger that was excepted and is recorded after all loses its exception and is verified', () => {
  const record = withEntries(before.review, { type: 'reopened', position: 2 })
  const excepted = withEntries(record, { type: 'exception', position: 2, reason: 'bandaged' })
  const picked = lead(
    stateAt({ type: 'review' }, excepted),
    intents['change-finger'],
    intents['choose-finger'],
    { type: 'scanner-ready' },
    { type: 'press-taken' },
    { type: 'press-scored', score: 90 },
    { type: 'recorded', entry: keptEntry('finger-2') },
    { type: 'finger-lifted' },
  )
  expect(picked.record.pieces['finger-2']?.state).toBe('kept')
  expect(picked.stage).toMatchObject({ type: 'verify', position: 2 })
})

test('a kept finger that is hurt later keeps its image and is not asked for again', () => {
  const hurt = withEntries(
    before.fingers,
    ...fingerPositions.map((position) => keptEntry(`finger-${position}`)),
  )
  const waived = withEntries(hurt, { type: 'exception', position: 2, reason: 'bandaged' })
  expect(waived.pieces['finger-2']).toMatchObject({ state: 'kept', waived: 'bandaged' })
  expect(toVerify(waived)).toEqual([7])
})
