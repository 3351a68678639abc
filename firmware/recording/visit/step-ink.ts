import { hasInk } from '../capture/ink-image.ts'
import { advance } from './next-stage.ts'
import { transition, unchanged } from './transition.ts'
import { isKept, type PartEvent, type Step, type VisitEvent } from './visit-event.ts'
import { isVisitIntent } from './visit-intent.ts'
import { isSigned } from './visit-record.ts'
import type { Stage, VisitState } from './visit-state.ts'

type InkStage = Extract<Stage, { type: 'signature' | 'approval' }>

/**
 * A signature of the student: the first as a piece of the record, the second as approval of the whole. A student
 * who cannot draw one says why and goes on; approving is then the choice of that reason.
 */
export function stepInk(state: VisitState, stage: InkStage, event: VisitEvent): Step<VisitState> {
  if (isVisitIntent(event)) return onIntent(state, stage, event)
  if (!isDone(stage, event)) return unchanged(state)
  return advance(state)
}

function onIntent(
  state: VisitState,
  stage: InkStage,
  event: Exclude<VisitEvent, PartEvent>,
): Step<VisitState> {
  if (stage.step === 'keeping') return unchanged(state)
  switch (event.type) {
    case 'back':
      if (stage.step === 'excuse') return transition(state, { ...stage, step: 'draw' })
      return mayGoBack(state, stage) ? transition(state, { type: 'review' }) : unchanged(state)
    case 'sign':
      if (stage.step !== 'draw' || !hasInk(event.strokes)) return unchanged(state)
      return transition(state, { ...stage, step: 'keeping' }, [
        { type: 'keep-ink', piece: stage.type, strokes: event.strokes },
      ])
    case 'offer-exceptions':
      return stage.step === 'draw' ? transition(state, { ...stage, step: 'excuse' }) : unchanged(state)
    case 'except-ink': {
      if (stage.step !== 'excuse') return unchanged(state)
      const entry = { type: 'unsigned', piece: stage.type, reason: event.reason } as const
      return { state, effects: [{ type: 'note', entry }] }
    }
    default:
      return unchanged(state)
  }
}

function isDone({ type, step }: InkStage, event: PartEvent): boolean {
  if (step === 'keeping') return isKept(event, type)
  if (step !== 'excuse' || event.type !== 'recorded') return false
  return event.entry.type === 'unsigned' && event.entry.piece === type
}

/** Whether there is a review to go back to: the earlier signature stays. */
export function mayGoBack({ record }: VisitState, { type }: InkStage): boolean {
  return type === 'approval' || isSigned(record, 'signature')
}
