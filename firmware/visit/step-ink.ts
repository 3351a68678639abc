import { hasInk } from '../capture/ink-image.ts'
import { nextStage } from './next-stage.ts'
import { go, stay } from './outcome.ts'
import { isKept, type Step, type VisitEvent } from './visit-event.ts'
import type { Stage, VisitState } from './visit-state.ts'

type InkStage = Extract<Stage, { at: 'signature' | 'approval' }>

/** A signature of the student: the first as a piece of the record, the second as approval of the whole. */
export function stepInk(state: VisitState, stage: InkStage, event: VisitEvent): Step<VisitState> {
  if (stage.step === 'draw') {
    if (!('do' in event)) return stay(state)
    if (event.do === 'back' && mayGoBack(state, stage)) return go(state, { at: 'review' })
    if (event.do !== 'sign' || !hasInk(event.strokes)) return stay(state)
    return go(state, { ...stage, step: 'keeping' }, [
      { effect: 'keep-ink', piece: stage.at, strokes: event.strokes },
    ])
  }
  if (!isKept(event, stage.at)) return stay(state)
  const next = nextStage(state)
  return go(state, next.stage, next.effects)
}

/** Whether there is a review to go back to: what was signed before stays. */
export function mayGoBack({ record }: VisitState, { at }: InkStage): boolean {
  return at === 'approval' || record.kept.signature !== undefined
}
