import { delays } from './delays.ts'
import { nextStage } from './next-stage.ts'
import { go, stay } from './outcome.ts'
import { isKept, type PartEvent, type Step, type VisitEffect, type VisitEvent } from './visit-event.ts'
import { fingerPiece } from './visit-record.ts'
import { type FingerStage, limits, type VisitState } from './visit-state.ts'

/** One finger: up to three presses, the best is kept; or a coded reason for having none. */
export function stepFinger(state: VisitState, stage: FingerStage, event: VisitEvent): Step<VisitState> {
  if ('do' in event) return onIntent(state, stage, event)
  if (event.was === 'scanner-failed' && isPressing(stage)) {
    return go(state, { ...stage, step: 'fault', fault: event.fault }, [
      { effect: 'timer', timer: 'retry-part', ms: delays.retryPart },
    ])
  }
  switch (stage.step) {
    case 'opening':
    case 'place':
    case 'lift':
    case 'release':
    case 'retry':
      return onPress(state, stage, event)
    case 'keeping':
      return onKept(state, stage, event)
    case 'good':
      return event.was === 'finger-lifted' ? onward(state) : stay(state)
    case 'excuse':
      return isExcused(stage, event) ? onward(state) : stay(state)
    case 'fault':
      return event.was === 'time-up' && event.timer === 'retry-part' ? press(state, stage, true) : stay(state)
  }
}

function isPressing({ step }: FingerStage): boolean {
  return step !== 'keeping' && step !== 'good' && step !== 'excuse'
}

function isExcused({ position }: FingerStage, event: PartEvent): boolean {
  return event.was === 'recorded' && event.entry.type === 'exception' && event.entry.position === position
}

function onIntent(
  state: VisitState,
  stage: FingerStage,
  event: Exclude<VisitEvent, PartEvent>,
): Step<VisitState> {
  switch (event.do) {
    case 'offer-exceptions':
      return isPressing(stage)
        ? go(state, withoutTrouble({ ...stage, step: 'excuse' }), [{ effect: 'stop-scanner' }])
        : stay(state)
    case 'except-finger': {
      if (stage.step !== 'excuse') return stay(state)
      const entry = { type: 'exception', position: stage.position, reason: event.reason } as const
      return { state, effects: [{ effect: 'note', entry }] }
    }
    case 'back':
      return stage.step === 'excuse' ? press(state, stage, true) : stay(state)
    case 'try-again':
      return stage.step === 'fault' ? press(state, stage, true) : stay(state)
    default:
      return stay(state)
  }
}

function onPress(state: VisitState, stage: FingerStage, event: PartEvent): Step<VisitState> {
  switch (event.was) {
    case 'scanner-ready':
      return go(state, { ...stage, step: stage.reason ? 'retry' : 'place' })
    case 'press-taken':
      return go(state, { ...stage, step: 'lift' })
    case 'press-failed':
      return again(state, { ...stage, reason: event.reason })
    case 'press-scored': {
      const last = stage.attempt >= limits.presses
      if (!event.good && !last) {
        return again(state, { ...stage, attempt: stage.attempt + 1, reason: event.reason })
      }
      const { position, attempt } = stage
      return go(state, { ...stage, step: 'keeping' }, [
        { effect: 'keep-finger', position, attempts: attempt, weak: !event.good },
      ])
    }
    default:
      return stay(state)
  }
}

// Kept under a screen that says so; the next prompt waits only until the finger is off.
function onKept(state: VisitState, stage: FingerStage, event: PartEvent): Step<VisitState> {
  if (!isKept(event, fingerPiece(stage.position))) return stay(state)
  const references = [...state.references.filter((one) => one !== stage.position), stage.position]
  return go({ ...state, references }, { ...stage, step: 'good' }, [{ effect: 'await-lift' }])
}

// The finger must come off before the next press counts; the screen says so and why.
function again(state: VisitState, stage: FingerStage): Step<VisitState> {
  return press(state, { ...stage, step: 'release' }, false)
}

function press(state: VisitState, stage: FingerStage, opening: boolean): Step<VisitState> {
  const effects: VisitEffect[] = [{ effect: 'press', position: stage.position, first: false }]
  return go(state, opening ? withoutTrouble({ ...stage, step: 'opening' }) : stage, effects)
}

function withoutTrouble({ fault: _, reason: __, ...stage }: FingerStage): FingerStage {
  return stage
}

function onward(state: VisitState): Step<VisitState> {
  const next = nextStage(state)
  return go(state, next.stage, next.effects)
}
