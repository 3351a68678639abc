import { describe, expect, test } from 'vitest'
import { everyEvent } from '../../../test/stand/visit-events.ts'
import { always, outcomes, rearms } from '../../../test/stand/visit-outcomes.ts'
import { before, everyState, type StateName, stateAt } from '../../../test/stand/visit-states.ts'
import { openVisit, stepVisit } from './step-visit.ts'
import { isVisitIntent } from './visit-intent.ts'
import { isOwnerKnown, type VisitState } from './visit-state.ts'

const states = Object.entries(everyState) as [StateName, VisitState][]
const { 'call-help': help, 'record-failed full': refused, 'time-up quiet': quiet } = always
const over = (how: string) => [`over ${how}`, `end ${how}`]

test('a visit opens with the second fact of identity and a quiet timer', () => {
  const facts = { consent: true, oldEnough: true }
  expect(openVisit('A-01', facts, before.fingers)).toEqual({
    state: stateAt({ type: 'birth-date', wrong: 0 }, before.fingers),
    effects: [{ type: 'timer', timer: 'quiet', ms: 90_000 }],
  })
})

describe('only these events do something', () => {
  test('closing', () => {
    const kept = ['receipt code=K7QD-2MXA text=RK1:', 'stop-timer quiet', 'timer receipt 20000']
    expect(outcomes(everyState.closing)).toEqual({
      'call-help': help,
      'record-failed full': refused,
      'packet-kept K7QD-2MXA RK1:': kept,
    })
  })

  test('receipt: what is kept cannot be called off any more', () => {
    expect(outcomes(everyState.receipt)).toEqual({
      'call-help': help,
      'close-receipt': over('kept'),
      'time-up receipt': over('kept'),
    })
  })

  test('stuck', () => {
    expect(outcomes(everyState.stuck)).toEqual({
      ...always,
      'try-again': ['=', 'stop-timer held', 'keep-held'],
      'time-up held': ['=', 'stop-timer held', 'keep-held'],
      'nothing-held': ['signature draw'],
      'record-failed full': ['=', 'timer held 3000'],
    })
  })

  test('over: nothing at all', () => {
    expect(outcomes(everyState.over)).toEqual({})
    for (const { event } of everyEvent) {
      expect(stepVisit(everyState.over, event)).toEqual({ state: everyState.over, effects: [] })
    }
  })
})

describe('a question over a stage', () => {
  const underneath = {
    'call-help': help,
    'record-failed full': refused,
    'face-seen ready': ['photo live countdown=0 retakes=0 hint=ready'],
    'face-seen closer': ['photo live countdown=0 retakes=0 hint=closer'],
    'photo-failed hung': [
      'photo fault countdown=0 retakes=0 fault=hung',
      'preview off',
      'timer retry-part 3000',
    ],
  }
  const goOn = ['=, question gone']

  test('leave: go on, go on later, or erase all; parts report on underneath', () => {
    expect(outcomes(everyState['leave asked'])).toEqual({
      ...underneath,
      'time-up quiet': quiet,
      back: goOn,
      'still-here': goOn,
      leave: ['over parked left, question gone', 'end parked left'],
      decline: ['over erased declined, question gone', 'end erased declined'],
    })
  })

  test('still here: any answer, or a finger on the scanner, is a yes; silence parks the visit', () => {
    expect(outcomes(everyState['still here asked'])).toEqual({
      ...underneath,
      back: goOn,
      'still-here': goOn,
      'press-taken': goOn,
      'time-up quiet': ['=', 'timer answer 30000'],
      'time-up answer': ['over parked quiet, question gone', 'end parked quiet'],
    })
  })

  test('before the assent there is nothing to park: leaving erases', () => {
    const asked = stateAt({ type: 'assent' }, before.assent, { question: 'leave' })
    expect(outcomes(asked)['leave']).toEqual(['over erased declined, question gone', 'end erased declined'])
    const unanswered: VisitState = { ...asked, question: 'still-here' }
    expect(outcomes(unanswered)['time-up answer']?.[0]).toBe('over erased declined, question gone')
  })

  test.each([
    ['erased', before.assent],
    ['parked', before.fingers],
  ] as const)('before the owner is known leaving is no decision of the owner: %s', (kind, record) => {
    const asked = stateAt({ type: 'confirm' }, record, { question: 'leave' })
    expect(outcomes(asked)['leave']?.[0]).toBe(`over ${kind} unidentified, question gone`)
    const unanswered: VisitState = { ...asked, question: 'still-here' }
    expect(outcomes(unanswered)['time-up answer']?.[0]).toBe(`over ${kind} unidentified, question gone`)
  })

  test.each(['leave', 'still-here'] as const)('%s comes too late once the packet closes', (question) => {
    const signing: VisitState = { ...everyState['approval keeping'], question }
    expect(outcomes(signing)['recorded approval']).toEqual(['closing, question gone', 'close-packet'])
  })
})

describe('consent that is withdrawn during the visit', () => {
  test.each(states)('at %s', (name, state) => {
    const { state: after, effects } = stepVisit(state, { type: 'consent-withdrawn' })
    if (['closing', 'receipt', 'over'].includes(name)) return expect([after, effects]).toEqual([state, []])
    const end = { kind: 'erased', reason: 'consent-withdrawn' }
    expect([after.stage, after.question]).toEqual([{ type: 'over', end }, undefined])
    expect(effects).toEqual([{ type: 'end', end }])
  })
})

describe('the quiet timer', () => {
  const hidden: readonly StateName[] = ['closing', 'receipt', 'over']
  const touches = (state: VisitState) => [
    'press-taken',
    ...(isOwnerKnown(state.stage) && state.stage.type !== 'stuck' ? ['record-failed full'] : []),
  ]
  const unasked: Readonly<Record<string, readonly string[]>> = {
    'leave asked': ['back', 'still-here', 'call-help'],
    'still here asked': ['back', 'still-here', 'call-help'],
  }

  test.each(states)('at %s starts anew with a touch, and with nothing else', (name, state) => {
    const answers = unasked[name]
    for (const { name: eventName, event } of everyEvent) {
      const stepped = stepVisit(state, event)
      const shown = stepped.state.stage.type
      const person = isVisitIntent(event)
        ? !answers || answers.includes(event.type)
        : touches(state).includes(eventName)
      const refusedLate = name === 'closing' && eventName === 'record-failed full'
      const expected = shown !== 'over' && ((person && !hidden.includes(name)) || refusedLate)
      expect(`${eventName} ${rearms(stepped)}`).toBe(`${eventName} ${expected}`)
    }
  })
})
