import { advance } from './next-stage.ts'
import { finish, transition, unchanged } from './transition.ts'
import type { Step, VisitEvent } from './visit-event.ts'
import { isVisitIntent } from './visit-intent.ts'
import { limits, type Stage, type StrangerReason, type VisitState } from './visit-state.ts'

type At<Name extends Stage['type']> = Extract<Stage, { type: Name }>

/** The second fact: the first was the number on the ticket. */
export function stepBirthDate(
  state: VisitState,
  stage: At<'birth-date'>,
  event: VisitEvent,
): Step<VisitState> {
  if (isVisitIntent(event)) {
    if (event.type !== 'enter-birth-date') return unchanged(state)
    return { state, effects: [{ type: 'check-birth-date', digits: event.digits }] }
  }
  if (event.type !== 'birth-date-checked') return unchanged(state)
  if (event.said === 'right') return transition(state, { type: 'confirm' })
  const wrong = stage.wrong + 1
  if (event.said === 'too-many') {
    const { state: over, effects } = giveUp(state, 'wrong-birth-date')
    return { state: over, effects: [...effects, { type: 'call-help' }] }
  }
  if (wrong >= limits.birthDateTries) return giveUp(state, 'wrong-birth-date')
  return transition(state, { type: 'birth-date', wrong })
}

export function stepConfirm(state: VisitState, event: VisitEvent): Step<VisitState> {
  if (!isVisitIntent(event)) return unchanged(state)
  if (event.type === 'not-me') return giveUp(state, 'not-me')
  if (event.type !== 'confirm-identity') return unchanged(state)
  if (!state.facts.oldEnough) return giveUp(state, 'too-young')
  if (!state.facts.consent) return finish(state, { kind: 'erased', reason: 'no-consent' })
  return advance(state)
}

// A begun record must not be erased by a stranger's guess or by a clock that is wrong by years.
export function giveUp(state: VisitState, reason: StrangerReason | 'too-young'): Step<VisitState> {
  return finish(state, { kind: state.record.assented ? 'parked' : 'erased', reason })
}

export function stepAssent(state: VisitState, event: VisitEvent): Step<VisitState> {
  if (!isVisitIntent(event)) {
    if (event.type !== 'recorded' || event.entry.type !== 'assented') return unchanged(state)
    return advance(state)
  }
  if (event.type === 'decline') return finish(state, { kind: 'erased', reason: 'declined' })
  // The gate of UU 27/2022 art. 25(2): without the parents' consent nothing below can ever be reached.
  if (event.type !== 'agree' || !state.facts.consent) return unchanged(state)
  return { state, effects: [{ type: 'note', entry: { type: 'assent' } }] }
}
