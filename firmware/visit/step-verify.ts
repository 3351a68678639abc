import { delays } from './delays.ts'
import { nextStage } from './next-stage.ts'
import { go, stay } from './outcome.ts'
import type { Step, VisitEvent } from './visit-event.ts'
import { limits, type VerifyStage, type VisitState } from './visit-state.ts'

/**
 * An index finger pressed again and compared 1:1 with the image kept before (ministry SOP). A finger that
 * stays different is recorded as such for the officer; it never stops the visit.
 */
export function stepVerify(state: VisitState, stage: VerifyStage, event: VisitEvent): Step<VisitState> {
  if ('do' in event) {
    return event.do === 'try-again' && stage.step === 'fault' ? again(state, stage) : stay(state)
  }
  switch (event.was) {
    case 'scanner-ready':
      return go(state, { ...stage, step: 'place' })
    case 'press-taken':
      return go(state, { ...stage, step: 'lift' })
    case 'press-failed':
      return again(state, stage)
    case 'press-compared':
      return compared(state, stage, event.outcome)
    case 'scanner-failed':
      return go(state, { ...stage, step: 'fault', fault: event.fault }, [
        { effect: 'timer', timer: 'retry-part', ms: delays.retryPart },
      ])
    case 'recorded':
      return event.entry.type === 'verified'
        ? go(state, { ...stage, step: 'same' }, [{ effect: 'await-lift' }])
        : stay(state)
    case 'finger-lifted':
      return stage.step === 'same' ? onward(state) : stay(state)
    case 'time-up':
      return onTime(state, stage, event.timer)
    default:
      return stay(state)
  }
}

function compared(
  state: VisitState,
  stage: VerifyStage,
  outcome: 'same' | 'different' | 'not-comparable',
): Step<VisitState> {
  const tries = stage.tries + 1
  if (outcome === 'different' && tries < limits.verifyTries) {
    return go(state, { ...stage, step: 'different', tries }, [
      { effect: 'timer', timer: 'pause', ms: delays.pause },
    ])
  }
  const entry = { type: 'verified', position: stage.position, outcome, tries } as const
  return go(state, { ...stage, tries }, [{ effect: 'note', entry }])
}

function onTime(state: VisitState, stage: VerifyStage, timer: string): Step<VisitState> {
  const due =
    (stage.step === 'different' && timer === 'pause') || (stage.step === 'fault' && timer === 'retry-part')
  return due ? again(state, stage) : stay(state)
}

function again(state: VisitState, { fault: _, ...stage }: VerifyStage): Step<VisitState> {
  return go(state, { ...stage, step: 'opening' }, [{ effect: 'press-again', position: stage.position }])
}

function onward(state: VisitState): Step<VisitState> {
  const next = nextStage(state)
  return go(state, next.stage, next.effects)
}
