import type { FingerPosition } from '../../core/finger-position.ts'
import { advance, photoStage, pressStage } from './next-stage.ts'
import { transition, unchanged } from './transition.ts'
import type { Step, VisitEvent } from './visit-event.ts'
import { isVisitIntent } from './visit-intent.ts'
import { isExcepted, photosTaken } from './visit-record.ts'
import { limits, type Stage, type VisitState } from './visit-state.ts'

type PickStage = Extract<Stage, { type: 'pick-finger' }>

/** Everything at a glance: approving leads to the second signature, and each part is one tap from being changed. */
export function stepReview(state: VisitState, event: VisitEvent): Step<VisitState> {
  if (!isVisitIntent(event)) return unchanged(state)
  switch (event.type) {
    case 'approve-record':
      // A student who could not sign before is not asked to draw again.
      return transition(state, {
        type: 'approval',
        step: isExcepted(state.record, 'signature') ? 'excuse' : 'draw',
      })
    case 'retake-photo': {
      const retakes = photosTaken(state.record)
      if (retakes > limits.photoRetakes) return unchanged(state)
      return transition(state, { ...photoStage.stage, retakes }, photoStage.effects)
    }
    case 'sign-again':
      return transition(state, { type: 'signature', step: 'draw' })
    case 'change-finger':
      return transition(state, { type: 'pick-finger', page: 0 })
    default:
      return unchanged(state)
  }
}

/** The finger that is to be pressed anew. Its kept image stays until the new one is durable. */
export function stepPickFinger(state: VisitState, stage: PickStage, event: VisitEvent): Step<VisitState> {
  if (!isVisitIntent(event)) return unchanged(state)
  switch (event.type) {
    case 'turn-page':
      return transition(state, { ...stage, page: event.page === 0 ? 0 : 1 })
    case 'choose-finger':
      return pressAnew(state, event.position)
    case 'back':
      return advance(state)
    default:
      return unchanged(state)
  }
}

function pressAnew(state: VisitState, position: FingerPosition): Step<VisitState> {
  const { stage, effects } = pressStage(position)
  return transition(state, stage, effects)
}
