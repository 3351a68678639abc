import { hasInk } from '../capture/ink-image.ts'
import { nextStage } from './next-stage.ts'
import { go, stay } from './outcome.ts'
import type { Step, VisitEvent } from './visit-event.ts'
import type { Stage, VisitState } from './visit-state.ts'

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
  if (!('was' in event) || event.was !== 'recorded' || event.entry.type !== 'kept') return stay(state)
  const next = nextStage(state)
  return go(state, next.stage, next.effects)
}

/** Everything at a glance; approving leads to the second signature, a new photo is one tap away. */
export function stepReview(state: VisitState, event: VisitEvent): Step<VisitState> {
  if (!('do' in event)) return stay(state)
  if (event.do === 'approve-record') return go(state, { at: 'approval', step: 'draw' })
  if (event.do !== 'retake-photo') return stay(state)
  return go(state, { at: 'photo', step: 'live', countdown: 0, retakes: 0 }, [{ effect: 'preview', on: true }])
}
