import type { Step, VisitEffect } from './visit-event.ts'
import type { Stage, VisitEnd, VisitState } from './visit-state.ts'

/** The event means nothing here. */
export function stay(state: VisitState): Step<VisitState> {
  return { state, effects: [] }
}

export function go(state: VisitState, stage: Stage, effects: readonly VisitEffect[] = []): Step<VisitState> {
  return { state: { ...state, stage }, effects }
}

/** Leaves the visit: every part stops, nothing stays in memory. */
export function end(state: VisitState, how: VisitEnd): Step<VisitState> {
  const { question: _, ...rest } = state
  return { state: { ...rest, stage: { type: 'over', end: how } }, effects: [{ type: 'end', end: how }] }
}
