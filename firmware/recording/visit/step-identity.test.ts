import { describe, expect, test } from 'vitest'
import { always, type OutcomeTable, outcomes } from '../../../test/stand/visit-outcomes.ts'
import { before, everyState, type StateName, stateAt } from '../../../test/stand/visit-states.ts'
import { stepVisit } from './step-visit.ts'
import { isOwnerKnown, type VisitFacts } from './visit-state.ts'

const { 'record-failed full': _, ...alwaysUnknown } = always

const withFacts = (facts: Partial<VisitFacts>) => ({ facts: { consent: true, oldEnough: true, ...facts } })

const table: OutcomeTable = {
  'birth-date': {
    'enter-birth-date': ['=', 'check-birth-date 05112009'],
    'birth-date-checked right': ['confirm'],
    'birth-date-checked wrong': ['birth-date wrong=1'],
    'birth-date-checked too-many': [
      'over erased wrong-birth-date',
      'end erased wrong-birth-date',
      'call-help',
    ],
  },
  'birth-date again': {
    'enter-birth-date': ['=', 'check-birth-date 05112009'],
    'birth-date-checked right': ['confirm'],
    'birth-date-checked wrong': ['birth-date wrong=2'],
    'birth-date-checked too-many': [
      'over erased wrong-birth-date',
      'end erased wrong-birth-date',
      'call-help',
    ],
  },
  confirm: {
    'confirm-identity': ['assent'],
    'not-me': ['over erased not-me', 'end erased not-me'],
  },
  assent: {
    agree: ['=', 'note assent'],
    decline: ['over erased declined', 'end erased declined'],
    'recorded assented': ['photo live countdown=0 retakes=0', 'preview on'],
  },
}

describe('only these events do something', () => {
  test.each(Object.entries(table))('%s', (name, rows) => {
    const state = everyState[name as StateName]
    expect(outcomes(state)).toEqual({ ...(isOwnerKnown(state.stage) ? always : alwaysUnknown), ...rows })
  })
})

test('a disk that refuses before the owner is known leads nobody past the question of who it is', () => {
  const begun = stateAt({ type: 'birth-date', wrong: 0 }, before.fingers, withFacts({ consent: false }))
  const refused = stepVisit(begun, { type: 'record-failed', fault: 'full' }).state
  expect(stepVisit(refused, { type: 'try-again' }).state.stage).toEqual({ type: 'birth-date', wrong: 0 })
})

const lastTry = { type: 'birth-date', wrong: 2 } as const
const confirm = { type: 'confirm' } as const

describe('a visit that has not begun', () => {
  test('ends erased after the third wrong birth date', () => {
    const outcome = outcomes(stateAt(lastTry, before.assent))['birth-date-checked wrong']
    expect(outcome).toEqual(['over erased wrong-birth-date', 'end erased wrong-birth-date'])
  })

  test.each([
    [{ consent: false }, 'no-consent'],
    [{ oldEnough: false }, 'too-young'],
    [{ consent: false, oldEnough: false }, 'too-young'],
  ])('with %j goes no further than the question who it is', (facts, why) => {
    const outcome = outcomes(stateAt(confirm, before.assent, withFacts(facts)))['confirm-identity']
    expect(outcome).toEqual([`over erased ${why}`, `end erased ${why}`])
  })

  test('cannot be agreed to without the parents, even if the assent were on the screen', () => {
    const state = stateAt({ type: 'assent' }, before.assent, withFacts({ consent: false }))
    expect(outcomes(state)['agree']).toBeUndefined()
  })
})

test('a visit that was begun before is erased by staff, where there are some, and by its owner where there are none', () => {
  const asked = (facts: Partial<VisitFacts>) =>
    outcomes(stateAt({ type: 'review' }, before.review, { question: 'leave', ...withFacts(facts) }))[
      'decline'
    ]
  expect(asked({})?.[0]).toMatch(/^over erased declined/)
  expect(asked({ erasureNeedsStaff: true })).toEqual([
    expect.stringMatching(/^over parked erasure-asked/),
    'end parked erasure-asked',
    'call-help',
  ])
})

describe('a visit that was begun before a break', () => {
  const parked = (why: string) => [`over parked ${why}`, `end parked ${why}`]

  test('is kept for its owner after a third wrong birth date', () => {
    const outcome = outcomes(stateAt(lastTry, before.fingers))['birth-date-checked wrong']
    expect(outcome).toEqual(parked('wrong-birth-date'))
  })

  test('is kept for its owner when somebody says "not me"', () => {
    expect(outcomes(stateAt(confirm, before.fingers))['not-me']).toEqual(parked('not-me'))
  })

  test('is kept when a clock that is wrong by years makes its owner too young', () => {
    const state = stateAt(confirm, before.fingers, withFacts({ oldEnough: false }))
    expect(outcomes(state)['confirm-identity']).toEqual(parked('too-young'))
  })

  test('is erased when the parents have taken their consent back', () => {
    const state = stateAt(confirm, before.fingers, withFacts({ consent: false }))
    expect(outcomes(state)['confirm-identity']).toEqual(['over erased no-consent', 'end erased no-consent'])
  })

  test('goes on at the first piece that is missing', () => {
    const outcome = outcomes(stateAt(confirm, before.fingers))['confirm-identity']
    expect(outcome).toEqual(['finger position=1 opening scores=', 'press 1 afresh'])
  })

  test.each(['birth-date', 'confirm'] as const)('cannot be erased by who stands at %s', (at) => {
    const stage = at === 'confirm' ? confirm : ({ type: at, wrong: 0 } as const)
    const asked = stateAt(stage, before.fingers, { question: 'leave' })
    const end = 'parked unidentified'
    expect(outcomes(asked)['decline']).toEqual([`over ${end}, question gone`, `end ${end}`])
  })
})
