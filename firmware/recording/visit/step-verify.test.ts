import { describe, expect, test } from 'vitest'
import { always, type OutcomeTable, outcomes } from '../../../test/stand/visit-outcomes.ts'
import { everyState, type StateName, verifyAt } from '../../../test/stand/visit-states.ts'
import { stepVisit } from './step-visit.ts'

const again = ['verify position=2 opening tries=0', 'press-again 2'] as const
const skip = (tries: number) =>
  [
    `verify position=2 noting tries=${tries}`,
    'stop-scanner',
    `note verified 2 not-comparable ${tries}`,
  ] as const
const press = {
  'offer-exceptions': skip(0),
  'press-failed lifted': ['verify position=2 opening tries=0 reason=lifted', 'press-again 2'],
  'press-compared same': ['verify position=2 noting tries=1', 'note verified 2 same 1'],
  'press-compared different': ['verify position=2 different tries=1', 'timer pause 700'],
  'press-compared not-comparable': ['verify position=2 noting tries=1', 'note verified 2 not-comparable 1'],
  'scanner-failed silent': ['verify position=2 fault tries=0 fault=silent', 'timer retry-part 3000'],
} as const
const nextIndexFinger = ['verify position=7 opening tries=0', 'press-again 7'] as const

const table: OutcomeTable = {
  'verify opening': {
    ...press,
    'scanner-ready': ['verify position=2 place tries=0'],
    'press-taken': ['verify position=2 lift tries=0'],
    'finger-stays': ['verify position=2 opening tries=0 stays=true'],
  },
  'verify place': { ...press, 'press-taken': ['verify position=2 lift tries=0'] },
  'verify place after a bad press': {
    ...press,
    'press-taken': ['verify position=2 lift tries=0 reason=wet'],
    'scanner-failed silent': [
      'verify position=2 fault tries=0 reason=wet fault=silent',
      'timer retry-part 3000',
    ],
  },
  'verify lift': { ...press, 'scanner-ready': ['verify position=2 place tries=0'] },
  'verify different': {
    'offer-exceptions': skip(1),
    'time-up pause': ['verify position=2 opening tries=1', 'press-again 2'],
  },
  'verify noting': {
    'recorded same': ['verify position=2 same tries=1', 'await-lift'],
    'recorded different': ['verify position=2 noted tries=1', 'await-lift'],
  },
  'verify same': {
    'finger-lifted': nextIndexFinger,
    'finger-stays': ['verify position=2 same tries=1 stays=true'],
  },
  'verify noted': {
    'finger-lifted': nextIndexFinger,
    'finger-stays': ['verify position=2 noted tries=3 stays=true'],
  },
  'verify fault': {
    'offer-exceptions': skip(0),
    'try-again': again,
    'time-up retry-part': again,
  },
}

describe('only these events do something', () => {
  test.each(Object.entries(table))('%s', (name, rows) => {
    expect(outcomes(everyState[name as StateName])).toEqual({ ...always, ...rows })
  })
})

test('a finger that is different a third time is noted for the officer, and the visit goes on', () => {
  const outcome = outcomes(verifyAt('lift', { tries: 2 }))['press-compared different']
  expect(outcome).toEqual(['verify position=2 noting tries=3', 'note verified 2 different 3'])
})

test('a comparison of the other index finger that is recorded late leaves this one where it is', () => {
  const entry = { type: 'verified', position: 7, outcome: 'same', tries: 1 } as const
  const { state, effects } = stepVisit(everyState['verify noting'], { type: 'recorded', entry })
  expect([state.stage, effects]).toEqual([everyState['verify noting'].stage, []])
})
