import { describe, expect, test } from 'vitest'
import { intents } from '../../test/stand/visit-events.ts'
import { always, type OutcomeTable, outcomes } from '../../test/stand/visit-outcomes.ts'
import { everyState, fingerAt, type StateName } from '../../test/stand/visit-states.ts'
import { stepVisit } from './step-visit.ts'

const excuse = ['finger position=2 excuse attempt=1', 'stop-scanner'] as const
const keep = ['finger position=2 keeping attempt=1', 'keep-finger 2 after 1'] as const
const afresh = ['finger position=2 opening attempt=1', 'press 2'] as const
const fault = ['finger position=2 fault attempt=1 fault=silent', 'timer retry-part 3000'] as const
const firstPress = {
  'offer-exceptions': excuse,
  'press-scored true unclear': keep,
  'press-scored false dry': ['finger position=2 release attempt=2 reason=dry', 'press 2'],
  'press-failed lifted': ['finger position=2 release attempt=1 reason=lifted', 'press 2'],
  'scanner-failed silent': fault,
} as const
const secondPress = {
  'offer-exceptions': ['finger position=2 excuse attempt=2', 'stop-scanner'],
  'press-taken': ['finger position=2 lift attempt=2 reason=dry'],
  'press-scored true unclear': ['finger position=2 keeping attempt=2 reason=dry', 'keep-finger 2 after 2'],
  'press-scored false dry': ['finger position=2 release attempt=3 reason=dry', 'press 2'],
  'press-failed lifted': ['finger position=2 release attempt=2 reason=lifted', 'press 2'],
  'scanner-failed silent': [
    'finger position=2 fault attempt=2 reason=dry fault=silent',
    'timer retry-part 3000',
  ],
} as const

const table: OutcomeTable = {
  'finger opening': {
    ...firstPress,
    'scanner-ready': ['finger position=2 place attempt=1'],
    'press-taken': ['finger position=2 lift attempt=1'],
  },
  'finger place': { ...firstPress, 'press-taken': ['finger position=2 lift attempt=1'] },
  'finger lift': { ...firstPress, 'scanner-ready': ['finger position=2 place attempt=1'] },
  'finger release': { ...secondPress, 'scanner-ready': ['finger position=2 retry attempt=2 reason=dry'] },
  'finger retry': secondPress,
  'finger keeping': {
    'recorded finger-2': ['finger position=2 good attempt=1, references 2', 'await-lift'],
  },
  'finger good': { 'finger-lifted': ['finger position=3 opening attempt=1', 'press 3 afresh'] },
  'finger excuse': {
    'except-finger': ['=', 'note exception 2 bandaged'],
    'recorded exception 2': ['finger position=3 opening attempt=1', 'press 3 afresh'],
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

test('the third press is the last: the best of three is kept, and marked weak', () => {
  const outcome = outcomes(fingerAt('lift', { attempt: 3 }))['press-scored false dry']
  expect(outcome).toEqual(['finger position=2 keeping attempt=3', 'keep-finger 2 after 3, weak'])
})

test('presses are counted on through a fault and through a look at the exceptions', () => {
  const events = [
    { was: 'press-scored', good: false, reason: 'dry' },
    { was: 'scanner-failed', fault: 'unplugged' },
    intents['try-again'],
    intents['offer-exceptions'],
    intents.back,
  ] as const
  const state = events.reduce((now, event) => stepVisit(now, event).state, everyState['finger place'])
  expect(state.stage).toEqual({ at: 'finger', position: 2, step: 'opening', attempt: 2 })
})

test('an exception of another finger that is recorded late leaves this one where it is', () => {
  const late = { was: 'recorded', entry: { type: 'exception', position: 1, reason: 'missing' } } as const
  const { state, effects } = stepVisit(everyState['finger excuse'], late)
  expect([state.stage, effects]).toEqual([everyState['finger excuse'].stage, []])
})
