import { hasInk } from '../capture/ink-image.ts'
import { nextStage, photoStage } from './next-stage.ts'
import { go, stay } from './outcome.ts'
import { isKept, type Step, type VisitEvent } from './visit-event.ts'
import { photosTaken } from './visit-record.ts'
import { limits, type Stage, type VisitState } from './visit-state.ts'

type InkStage = Extract<Stage, { at: 'signature' | 'approval' }>

/** A signature of the student: the first as a piece of the record, the second as approval of the whole. */
export function stepInk(state: VisitState, stage: InkStage, event: VisitEvent): Step<VisitState> {
  if (stage.step === 'draw') {
    if (!('do' in event)) return stay(state)
    if (event.do === 'back' && stage.at === 'approval') return go(state, { at: 'review' })
    if (event.do !== 'sign' || !hasInk(event.strokes)) return stay(state)
    return go(state, { ...stage, step: 'keeping' }, [
      { effect: 'keep-ink', piece: stage.at, strokes: event.strokes },
    ])
  }
  if (!isKept(event, stage.at)) return stay(state)
  const next = nextStage(state)
  return go(state, next.stage, next.effects)
}

/** Everything at a glance; approving leads to the second signature, a new photo is one tap away. */
export function stepReview(state: VisitState, event: VisitEvent): Step<VisitState> {
  if (!('do' in event)) return stay(state)
  if (event.do === 'approve-record') return go(state, { at: 'approval', step: 'draw' })
  const retakes = photosTaken(state.record)
  if (event.do !== 'retake-photo' || retakes > limits.photoRetakes) return stay(state)
  return go(state, { ...photoStage.stage, retakes }, photoStage.effects)
}
