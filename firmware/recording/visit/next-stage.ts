import type { FingerPosition } from '../../core/finger-position.ts'
import { transition } from './transition.ts'
import type { Step, VisitEffect } from './visit-event.ts'
import { isSigned, keptPiece, nextFinger, toVerify } from './visit-record.ts'
import type { Stage, VisitState } from './visit-state.ts'

/**
 * The first stage whose work is not in the record, in the official order. The one place that orders a
 * visit, so that a new visit, a resumed one and one with a changed photo all go the same way.
 */
export function nextStage(state: VisitState): {
  readonly stage: Stage
  readonly effects: readonly VisitEffect[]
} {
  const { record, references } = state
  if (!record.assented) return { stage: { type: 'assent' }, effects: [] }
  if (!keptPiece(record, 'face')) return photoStage
  if (!isSigned(record, 'signature')) return { stage: { type: 'signature', step: 'draw' }, effects: [] }
  const finger = nextFinger(record)
  if (finger) return pressStage(finger)
  const again = toVerify(record)[0]
  // After a power cut the template to compare with is gone: the index finger is recorded once more.
  if (again && !references.includes(again)) return pressStage(again)
  if (again) {
    return {
      stage: { type: 'verify', position: again, step: 'opening', tries: 0 },
      effects: [{ type: 'press-again', position: again }],
    }
  }
  if (!isSigned(record, 'approval')) return { stage: { type: 'review' }, effects: [] }
  return { stage: { type: 'closing' }, effects: [{ type: 'close-packet' }] }
}

/** Goes on to the next stage; `before` comes ahead of what that stage asks for. */
export function advance(state: VisitState, before: readonly VisitEffect[] = []): Step<VisitState> {
  const { stage, effects } = nextStage(state)
  return transition(state, stage, [...before, ...effects])
}

export const photoStage = {
  stage: { type: 'photo', step: 'live', countdown: 0, retakes: 0 },
  effects: [{ type: 'preview', on: true }],
} as const satisfies ReturnType<typeof nextStage>

/** A finger is asked for from the beginning. */
export function pressStage(position: FingerPosition): ReturnType<typeof nextStage> {
  return {
    stage: { type: 'finger', position, step: 'opening', scores: [] },
    effects: [{ type: 'press', position, first: true, guarded: true }],
  }
}
