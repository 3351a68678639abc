import { delays } from './delays.ts'
import { advance } from './next-stage.ts'
import { transition, unchanged, withoutStay, withoutTrouble } from './transition.ts'
import type { PartEvent, Step, VisitEffect, VisitEvent } from './visit-event.ts'
import { isVisitIntent } from './visit-intent.ts'
import { limits, type VerifyStage, type VisitState } from './visit-state.ts'

type Outcome = Extract<PartEvent, { type: 'press-compared' }>['outcome']

/**
 * An index finger pressed again and compared 1:1 with the image kept before (ministry SOP). A finger that
 * stays different, or cannot be pressed again, is recorded as such for the officer; it never stops the visit.
 */
export function stepVerify(state: VisitState, stage: VerifyStage, event: VisitEvent): Step<VisitState> {
  if (!isVisitIntent(event) && event.type === 'finger-stays') {
    const waiting = stage.step === 'opening' || stage.step === 'same' || stage.step === 'noted'
    return waiting ? transition(state, { ...stage, stays: true }) : unchanged(state)
  }
  switch (stage.step) {
    case 'noting':
      return onNoted(state, stage, event)
    case 'same':
    case 'noted':
      return !isVisitIntent(event) && event.type === 'finger-lifted' ? advance(state) : unchanged(state)
    default:
      if (isVisitIntent(event)) return onIntent(state, stage, event)
      return event.type === 'time-up' ? onTime(state, stage, event.timer) : onPress(state, stage, event)
  }
}

function onIntent(
  state: VisitState,
  stage: VerifyStage,
  event: Exclude<VisitEvent, PartEvent>,
): Step<VisitState> {
  if (event.type === 'try-again' && stage.step === 'fault') return again(state, stage)
  if (event.type !== 'offer-exceptions') return unchanged(state)
  return note(state, stage, 'not-comparable', [{ type: 'stop-scanner' }])
}

function onPress(state: VisitState, stage: VerifyStage, event: PartEvent): Step<VisitState> {
  if (stage.step === 'different' || stage.step === 'fault') return unchanged(state)
  switch (event.type) {
    case 'scanner-ready':
      return transition(state, withoutStay({ ...stage, step: 'place' }))
    case 'press-taken':
      return transition(state, { ...stage, step: 'lift' })
    case 'press-failed':
      return again(state, { ...stage, reason: event.reason })
    case 'press-compared':
      return compared(state, stage, event.outcome)
    case 'scanner-failed':
      return transition(state, { ...stage, step: 'fault', fault: event.fault }, [
        { type: 'timer', timer: 'retry-part', ms: delays.retryPart },
      ])
    default:
      return unchanged(state)
  }
}

function compared(state: VisitState, stage: VerifyStage, outcome: Outcome): Step<VisitState> {
  const pressed = { ...withoutTrouble(stage), tries: stage.tries + 1 }
  if (outcome !== 'different' || pressed.tries >= limits.verifyTries) return note(state, pressed, outcome)
  return transition(state, { ...pressed, step: 'different' }, [
    { type: 'timer', timer: 'pause', ms: delays.pause },
  ])
}

function note(
  state: VisitState,
  stage: VerifyStage,
  outcome: Outcome,
  before: readonly VisitEffect[] = [],
): Step<VisitState> {
  const entry = { type: 'verified', position: stage.position, outcome, tries: stage.tries } as const
  return transition(state, { ...withoutTrouble(stage), step: 'noting' }, [...before, { type: 'note', entry }])
}

function onNoted(state: VisitState, stage: VerifyStage, event: VisitEvent): Step<VisitState> {
  if (isVisitIntent(event) || event.type !== 'recorded' || event.entry.type !== 'verified')
    return unchanged(state)
  if (event.entry.position !== stage.position) return unchanged(state)
  const step = event.entry.outcome === 'same' ? 'same' : 'noted'
  return transition(state, { ...stage, step }, [{ type: 'await-lift' }])
}

function onTime(state: VisitState, stage: VerifyStage, timer: string): Step<VisitState> {
  const due =
    (stage.step === 'different' && timer === 'pause') || (stage.step === 'fault' && timer === 'retry-part')
  return due ? again(state, stage) : unchanged(state)
}

function again(state: VisitState, { fault: _, ...stage }: VerifyStage): Step<VisitState> {
  return transition(state, { ...stage, step: 'opening' }, [{ type: 'press-again', position: stage.position }])
}
