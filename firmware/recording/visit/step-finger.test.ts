import { describe, expect, test } from 'vitest'
import { intents } from '../../../test/stand/visit-events.ts'
import { always, type OutcomeTable, outcomes } from '../../../test/stand/visit-outcomes.ts'
import { everyState, fingerAt, type StateName, withEntries } from '../../../test/stand/visit-states.ts'
import { stepVisit } from './step-visit.ts'
import type { VisitEvent } from './visit-event.ts'

const excuse = ['finger position=2 excuse scores=', 'stop-scanner'] as const
const afresh = ['finger position=2 opening scores=', 'press 2'] as const
const fault = ['finger position=2 fault scores= fault=silent', 'timer retry-part 3000'] as const
const firstPress = {
  'offer-exceptions': excuse,
  'press-scored 90': ['finger position=2 keeping scores=90', 'keep-finger 2 after 1'],
  'press-scored 40 dry': ['finger position=2 release scores=40 reason=dry', 'press 2'],
  'press-repeated 1': ['finger position=2 release scores= reason=other-finger repeats=1', 'press 2'],
  'press-failed lifted': ['finger position=2 release scores= reason=lifted', 'press 2'],
  'scanner-failed silent': fault,
} as const
const secondPress = {
  'offer-exceptions': ['finger position=2 excuse scores=30', 'stop-scanner'],
  'press-taken': ['finger position=2 lift scores=30 reason=dry'],
  'press-scored 90': ['finger position=2 keeping scores=30,90 reason=dry', 'keep-finger 2 after 2'],
  'press-scored 40 dry': ['finger position=2 release scores=30,40 reason=dry', 'press 2'],
  'press-repeated 1': ['finger position=2 release scores=30 reason=other-finger repeats=1', 'press 2'],
  'press-failed lifted': ['finger position=2 release scores=30 reason=lifted', 'press 2'],
  'scanner-failed silent': [
    'finger position=2 fault scores=30 reason=dry fault=silent',
    'timer retry-part 3000',
  ],
} as const
const afterRepeat = 'reason=other-finger repeats=1'

const table: OutcomeTable = {
  'finger opening': {
    ...firstPress,
    'scanner-ready': ['finger position=2 place scores='],
    'finger-stays': ['finger position=2 opening scores= stays=true'],
    'press-taken': ['finger position=2 lift scores='],
  },
  'finger place': { ...firstPress, 'press-taken': ['finger position=2 lift scores='] },
  'finger lift': { ...firstPress, 'scanner-ready': ['finger position=2 place scores='] },
  'finger release': {
    ...secondPress,
    'scanner-ready': ['finger position=2 retry scores=30 reason=dry'],
    'finger-stays': ['finger position=2 release scores=30 reason=dry stays=true'],
  },
  'finger retry': secondPress,
  'finger retry with another finger': {
    'offer-exceptions': ['finger position=2 excuse scores= repeats=1', 'stop-scanner'],
    'press-taken': [`finger position=2 lift scores= ${afterRepeat}`],
    'press-scored 90': [`finger position=2 keeping scores=90 ${afterRepeat}`, 'keep-finger 2 after 1'],
    'press-scored 40 dry': ['finger position=2 release scores=40 reason=dry repeats=1', 'press 2'],
    'press-repeated 1': [`finger position=2 reopening scores= ${afterRepeat}`, 'reopen-finger 1'],
    'press-failed lifted': ['finger position=2 release scores= reason=lifted repeats=1', 'press 2'],
    'scanner-failed silent': [
      `finger position=2 fault scores= ${afterRepeat} fault=silent`,
      'timer retry-part 3000',
    ],
  },
  'finger keeping': {
    'recorded finger-2': ['finger position=2 good scores=, references 2', 'await-lift'],
  },
  'finger good': {
    'finger-lifted': ['finger position=3 opening scores=', 'press 3 afresh'],
    'finger-stays': ['finger position=2 good scores= stays=true'],
  },
  'finger good, not lifted': { 'finger-lifted': ['finger position=3 opening scores=', 'press 3 afresh'] },
  'finger reopening': { 'recorded reopened 1': ['finger position=1 opening scores=', 'press 1 afresh'] },
  'finger excuse': {
    'except-finger': ['=', 'note exception 2 bandaged'],
    'recorded exception 2': ['finger position=3 opening scores=', 'press 3 afresh'],
    back: afresh,
  },
  'finger fault': {
    'offer-exceptions': excuse,
    'try-again': afresh,
    'time-up retry-part': afresh,
    'scanner-failed silent': ['=', 'timer retry-part 3000'],
  },
}

describe('only these events do something', () => {
  test.each(Object.entries(table))('%s', (name, rows) => {
    expect(outcomes(everyState[name as StateName])).toEqual({ ...always, ...rows })
  })
})

test('the third press is the last of a finger that does not gain: the best is kept, and marked weak', () => {
  const outcome = outcomes(fingerAt('lift', { scores: [38, 41] }))['press-scored 40 dry']
  expect(outcome).toEqual(['finger position=2 keeping scores=38,41,40', 'keep-finger 2 after 3, weak'])
})

test('a finger that still gains gets a fourth press and a fifth, never a sixth', () => {
  const outcome = (...scores: number[]) => outcomes(fingerAt('lift', { scores }))['press-scored 40 dry']?.[0]
  expect(outcome(10, 20)).toContain('release')
  expect(outcome(10, 20, 30)).toContain('release')
  expect(outcome(10, 20, 30, 35)).toContain('keeping')
})

test('presses are counted on through a fault and through a look at the exceptions', () => {
  const events: readonly VisitEvent[] = [
    { type: 'press-scored', score: 40, flaw: 'dry' },
    { type: 'scanner-failed', fault: 'unplugged' },
    intents['try-again'],
    intents['offer-exceptions'],
    intents.back,
  ]
  const state = events.reduce((now, event) => stepVisit(now, event).state, everyState['finger place'])
  expect(state.stage).toEqual({ type: 'finger', position: 2, step: 'opening', scores: [40] })
})

test('two fingers mixed up: the earlier one is taken back, then both are asked for in their order', () => {
  const repeat = { type: 'press-repeated', position: 1 } as const
  const asked = [repeat, repeat].reduce((now, event) => stepVisit(now, event).state, fingerAt('place'))
  const back = stepVisit(asked, { type: 'recorded', entry: { type: 'reopened', position: 1 } }).state
  expect(back.record.pieces).not.toHaveProperty('finger-1')
  expect(back.stage).toMatchObject({ type: 'finger', position: 1, step: 'opening' })
})

test('a mix-up of two more fingers is mended like the first', () => {
  const state = fingerAt('lift', { position: 3, reason: 'other-finger', repeats: 2 })
  const mended = { ...state, record: withEntries(state.record, { type: 'reopened', position: 1 }) }
  const { effects } = stepVisit(mended, { type: 'press-repeated', position: 2 })
  expect(effects).toContainEqual({ type: 'reopen-finger', position: 2 })
})

test('who gives the same finger again after that is believed, and the officer is told', () => {
  const state = fingerAt('lift', { reason: 'other-finger', repeats: 1 })
  const known = { ...state, record: withEntries(state.record, { type: 'reopened', position: 1 }) }
  const trusted = stepVisit(known, { type: 'press-repeated', position: 1 })
  expect(trusted.effects).toContainEqual({ type: 'press', position: 2, first: false, guarded: false })
  const kept = stepVisit(trusted.state, { type: 'press-scored', score: 90, repeats: 1 })
  expect(kept.effects).toContainEqual({ type: 'keep-finger', position: 2, scores: [90], repeats: 1 })
})

test('an exception of another finger that is recorded late leaves this one where it is', () => {
  const late = { type: 'recorded', entry: { type: 'exception', position: 1, reason: 'missing' } } as const
  const { state, effects } = stepVisit(everyState['finger excuse'], late)
  expect([state.stage, effects]).toEqual([everyState['finger excuse'].stage, []])
})
