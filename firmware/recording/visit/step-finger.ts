import type { FingerPosition } from '../../core/finger-position.ts'
import { fingerPiece } from '../../core/piece-name.ts'
import { wantsAnother } from '../finger/press-policy.ts'
import { delays } from './delays.ts'
import { advance } from './next-stage.ts'
import { transition, unchanged, withoutStay, withoutTrouble } from './transition.ts'
import { isKept, type PartEvent, type Step, type VisitEffect, type VisitEvent } from './visit-event.ts'
import { isVisitIntent } from './visit-intent.ts'
import { keptPiece } from './visit-record.ts'
import type { FingerStage, VisitState } from './visit-state.ts'

/** One finger: the best of a few presses is kept; or a coded reason for having none. */
export function stepFinger(state: VisitState, stage: FingerStage, event: VisitEvent): Step<VisitState> {
  if (isVisitIntent(event)) return onIntent(state, stage, event)
  if (event.type === 'scanner-failed' && isPressing(stage)) {
    return transition(state, { ...stage, step: 'fault', fault: event.fault }, [
      { type: 'timer', timer: 'retry-part', ms: delays.retryPart },
    ])
  }
  if (event.type === 'finger-stays') {
    const waiting = stage.step === 'opening' || stage.step === 'release' || stage.step === 'good'
    return waiting ? transition(state, { ...stage, stays: true }) : unchanged(state)
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
      return event.type === 'finger-lifted' ? advance(state) : unchanged(state)
    case 'excuse':
      return isExcused(stage, event) ? advance(state) : unchanged(state)
    case 'reopening':
      return event.type === 'recorded' && event.entry.type === 'reopened' ? advance(state) : unchanged(state)
    case 'fault':
      return event.type === 'time-up' && event.timer === 'retry-part'
        ? press(state, stage, true)
        : unchanged(state)
  }
}

function isPressing({ step }: FingerStage): boolean {
  return step !== 'keeping' && step !== 'good' && step !== 'excuse' && step !== 'reopening'
}

/** Whether this finger was kept before and is only to be changed. */
export function isKeptAlready({ record }: VisitState, { position }: FingerStage): boolean {
  return keptPiece(record, fingerPiece(position)) !== undefined
}

function isExcused({ position }: FingerStage, event: PartEvent): boolean {
  return event.type === 'recorded' && event.entry.type === 'exception' && event.entry.position === position
}

function onIntent(
  state: VisitState,
  stage: FingerStage,
  event: Exclude<VisitEvent, PartEvent>,
): Step<VisitState> {
  switch (event.type) {
    case 'offer-exceptions':
      return isPressing(stage)
        ? transition(state, withoutTrouble({ ...stage, step: 'excuse' }), [{ type: 'stop-scanner' }])
        : unchanged(state)
    case 'except-finger': {
      if (stage.step !== 'excuse') return unchanged(state)
      const entry = { type: 'exception', position: stage.position, reason: event.reason } as const
      return { state, effects: [{ type: 'note', entry }] }
    }
    case 'back':
      if (stage.step === 'excuse') return press(state, stage, true)
      return isPressing(stage) && isKeptAlready(state, stage)
        ? advance(state, [{ type: 'stop-scanner' }])
        : unchanged(state)
    case 'try-again':
      return stage.step === 'fault' ? press(state, stage, true) : unchanged(state)
    default:
      return unchanged(state)
  }
}

function onPress(state: VisitState, stage: FingerStage, event: PartEvent): Step<VisitState> {
  switch (event.type) {
    case 'scanner-ready':
      return transition(state, withoutStay({ ...stage, step: stage.reason ? 'retry' : 'place' }))
    case 'press-taken':
      return transition(state, { ...stage, step: 'lift' })
    case 'press-failed':
      return again(state, { ...stage, reason: event.reason })
    case 'press-repeated':
      return onRepeat(state, stage, event.position)
    case 'press-scored':
      return onScore(state, { ...stage, scores: [...stage.scores, event.score] }, event)
    default:
      return unchanged(state)
  }
}

function onScore(
  state: VisitState,
  stage: FingerStage,
  { flaw, repeats }: Extract<PartEvent, { type: 'press-scored' }>,
): Step<VisitState> {
  if (flaw && wantsAnother(stage.scores)) return again(state, { ...stage, reason: flaw })
  const { position, scores } = stage
  return transition(state, { ...stage, step: 'keeping' }, [
    { type: 'keep-finger', position, scores, ...(flaw && { flaw }), ...(repeats && { repeats }) },
  ])
}

// Once is a slip. Twice the same finger means that the earlier one was the slip: it is taken back and asked
// for again. A student who still gives that finger is believed, and the packet says so.
function onRepeat(state: VisitState, stage: FingerStage, earlier: FingerPosition): Step<VisitState> {
  if (stage.repeats !== earlier) return again(state, { ...stage, reason: 'other-finger', repeats: earlier })
  if (state.record.reopened.includes(earlier)) {
    return again(state, { ...stage, reason: 'other-finger', trusted: true })
  }
  const references = state.references.filter((position) => position !== earlier)
  return transition({ ...state, references }, { ...stage, step: 'reopening' }, [
    { type: 'reopen-finger', position: earlier },
  ])
}

// Kept under a screen that says so; the next prompt waits only until the finger is off.
function onKept(state: VisitState, stage: FingerStage, event: PartEvent): Step<VisitState> {
  if (!isKept(event, fingerPiece(stage.position))) return unchanged(state)
  const references = [...state.references.filter((one) => one !== stage.position), stage.position]
  return transition({ ...state, references }, { ...stage, step: 'good' }, [{ type: 'await-lift' }])
}

// The finger must come off before the next press counts; the screen says so and why.
function again(state: VisitState, stage: FingerStage): Step<VisitState> {
  return press(state, { ...stage, step: 'release' }, false)
}

function press(state: VisitState, stage: FingerStage, opening: boolean): Step<VisitState> {
  const { position, trusted = false } = stage
  const effects: VisitEffect[] = [{ type: 'press', position, first: false, guarded: !trusted }]
  return transition(state, opening ? withoutTrouble({ ...stage, step: 'opening' }) : stage, effects)
}
