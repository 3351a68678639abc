import type { Step, VisitEffect } from './visit-event.ts'
import type { FingerStage, Stage, VerifyStage, VisitEnd, VisitState } from './visit-state.ts'

/** The event means nothing here. */
export function unchanged(state: VisitState): Step<VisitState> {
  return { state, effects: [] }
}

export function transition(
  state: VisitState,
  stage: Stage,
  effects: readonly VisitEffect[] = [],
): Step<VisitState> {
  return { state: { ...state, stage }, effects }
}

/** Leaves the visit: every part stops, nothing stays in memory. */
export function finish(state: VisitState, how: VisitEnd): Step<VisitState> {
  const { question: _, ...rest } = state
  return { state: { ...rest, stage: { type: 'over', end: how } }, effects: [{ type: 'end', end: how }] }
}

/** Nothing lies on the platen that should be free. */
export function withoutStay<PressStage extends FingerStage | VerifyStage>(stage: PressStage) {
  const { stays: _, ...free } = stage
  return free
}

/** The last press went well, or a new one begins. */
export function withoutTrouble<PressStage extends FingerStage | VerifyStage>(stage: PressStage) {
  const { stays: _, fault: __, reason: ___, ...sound } = stage
  return sound
}
