import { describe, expect, test } from 'vitest'
import { always, type OutcomeTable, outcomes } from '../../../test/stand/visit-outcomes.ts'
import { everyState, type StateName } from '../../../test/stand/visit-states.ts'

const table: OutcomeTable = {
  'signature draw': {
    sign: ['signature keeping', 'keep-ink signature, 1 stroke'],
    'offer-exceptions': ['signature excuse'],
  },
  'signature keeping': {
    'recorded signature': ['finger position=1 opening scores=', 'press 1 afresh'],
  },
  'signature excuse': {
    'except-ink': ['=', 'note unsigned signature hand-hurt'],
    'recorded unsigned signature': ['finger position=1 opening scores=', 'press 1 afresh'],
    back: ['signature draw'],
  },
  'signature draw again': {
    sign: ['signature keeping', 'keep-ink signature, 1 stroke'],
    'offer-exceptions': ['signature excuse'],
    back: ['review'],
  },
  'approval draw': {
    sign: ['approval keeping', 'keep-ink approval, 1 stroke'],
    'offer-exceptions': ['approval excuse'],
    back: ['review'],
  },
  'approval excuse': {
    'except-ink': ['=', 'note unsigned approval hand-hurt'],
    'recorded unsigned approval': ['closing', 'close-packet'],
    back: ['approval draw'],
  },
  'approval keeping': { 'recorded approval': ['closing', 'close-packet'] },
}

describe('only these events do something', () => {
  test.each(Object.entries(table))('%s', (name, rows) => {
    expect(outcomes(everyState[name as StateName])).toEqual({ ...always, ...rows })
  })
})
