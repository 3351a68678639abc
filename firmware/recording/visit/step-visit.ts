import { exhaustive } from '../../core/exhaustive.ts'
import { delays } from './delays.ts'
import { advance } from './next-stage.ts'
import { stepFinger } from './step-finger.ts'
import { giveUp, stepAssent, stepBirthDate, stepConfirm } from './step-identity.ts'
import { stepInk } from './step-ink.ts'
import { stepPhoto } from './step-photo.ts'
import { stepPickFinger, stepReview } from './step-review.ts'
import { stepVerify } from './step-verify.ts'
import { finish, transition, unchanged } from './transition.ts'
import type { Step, VisitEvent } from './visit-event.ts'
import { isVisitIntent } from './visit-intent.ts'
import { emptyRecord, foldEntry, type VisitRecord } from './visit-record.ts'
import { isOwnerKnown, type VisitFacts, type VisitState } from './visit-state.ts'

/** A visit begins, or goes on after a break, with the second fact of identity, unless it was given with the ticket. */
export function openVisit(
  ticket: string,
  facts: VisitFacts,
  record: VisitRecord = emptyRecord,
  isOwnerHere = false,
): Step<VisitState> {
  const stage = isOwnerHere ? ({ type: 'confirm' } as const) : ({ type: 'birth-date', wrong: 0 } as const)
  return {
    state: { ticket, facts, stage, record, references: [] },
    effects: [{ type: 'timer', timer: 'quiet', ms: delays.quiet }],
  }
}

/**
 * The whole visit as a pure function. An event that means nothing in a state changes nothing, so no order
 * of taps, double taps or late reports can skip a stage.
 */
export function stepVisit(state: VisitState, event: VisitEvent): Step<VisitState> {
  if (state.stage.type === 'over') return unchanged(state)
  if (isWithdrawal(event)) return stepWithdrawal(state)
  const known = learn(state, event)
  if (isRefusal(event) && isOwnerKnown(known.stage) && known.stage.type !== 'receipt') {
    const stuck = transition(known, { type: 'stuck', fault: event.fault }, [tryHeldSoon])
    // Refused again, by itself: nobody has touched anything.
    if (known.stage.type === 'stuck') return stuck
    return withQuietTimer({ ...stuck, effects: [{ type: 'stop-scanner' }, ...stuck.effects] })
  }
  const asked = stepQuestion(known, event)
  if (asked) return asked
  const stepped = withoutLateQuestion(stepStage(known, event))
  return isVisitIntent(event) || event.type === 'press-taken' ? withQuietTimer(stepped) : stepped
}

// Before its owner is known a visit writes nothing: going on from there would lead past the question of who it is.
function isRefusal(event: VisitEvent): event is Extract<VisitEvent, { type: 'record-failed' }> {
  return !isVisitIntent(event) && event.type === 'record-failed'
}

function isWithdrawal(event: VisitEvent): boolean {
  return !isVisitIntent(event) && event.type === 'consent-withdrawn'
}

// Nothing of the child is taken any more, and what was taken goes. A packet that is being closed has its owner's
// approval and a parent's word of that moment: it stays, and staff read of the withdrawal on the list.
function stepWithdrawal(state: VisitState): Step<VisitState> {
  return isPrivate(state) ? finish(state, { kind: 'erased', reason: 'consent-withdrawn' }) : unchanged(state)
}

// Rules of every stage: a durable line is in the record, and a student who presses a finger is still here.
function learn(state: VisitState, event: VisitEvent): VisitState {
  if (isVisitIntent(event)) return state
  if (event.type === 'recorded') return { ...state, record: foldEntry(state.record, event.entry) }
  return event.type === 'press-taken' && state.question === 'still-here' ? withoutQuestion(state) : state
}

function withoutQuestion({ question: _, ...plain }: VisitState): VisitState {
  return plain
}

// Once the packet closes there is nothing left to park or to erase: no answer may come too late.
function withoutLateQuestion({ state, effects }: Step<VisitState>): Step<VisitState> {
  return state.question && !isPrivate(state) ? { state: withoutQuestion(state), effects } : { state, effects }
}

// A question over the stage: "leave?" or "still here?". Parts may go on reporting underneath.
function stepQuestion(state: VisitState, event: VisitEvent): Step<VisitState> | undefined {
  const { question } = state
  if (!isVisitIntent(event)) {
    if (event.type !== 'time-up') return undefined
    if (event.timer === 'quiet' && isPrivate(state)) {
      const ask = { type: 'timer', timer: 'answer', ms: delays.answer } as const
      return { state: { ...state, question: 'still-here' }, effects: [ask] }
    }
    const over = event.timer === 'answer' && question === 'still-here'
    return over ? leave(state, 'quiet') : undefined
  }
  if (event.type === 'call-help') return withQuietTimer({ state, effects: [{ type: 'call-help' }] })
  if (!question) {
    const mayLeave = event.type === 'leave' && isPrivate(state)
    return mayLeave ? withQuietTimer({ state: { ...state, question: 'leave' }, effects: [] }) : undefined
  }
  if (event.type === 'back' || event.type === 'still-here')
    return withQuietTimer(unchanged(withoutQuestion(state)))
  if (question === 'leave' && event.type === 'leave') return leave(state, 'left')
  if (question !== 'leave' || event.type !== 'decline') return unchanged(state)
  // The person here has not proved to be the owner: what was begun is not theirs to erase.
  if (!isOwnerKnown(state.stage)) return leave(state, 'left')
  if (!state.facts.erasureNeedsStaff) return finish(state, { kind: 'erased', reason: 'declined' })
  const asked = finish(state, { kind: 'parked', reason: 'erasure-asked' })
  return { state: asked.state, effects: [...asked.effects, { type: 'call-help' }] }
}

// Nothing was promised before the assent: there is nothing to park.
function leave(state: VisitState, reason: 'left' | 'quiet'): Step<VisitState> {
  if (!isOwnerKnown(state.stage)) return giveUp(state, 'unidentified')
  return finish(
    state,
    state.record.assented ? { kind: 'parked', reason } : { kind: 'erased', reason: 'declined' },
  )
}

function isPrivate(state: VisitState): boolean {
  const { type } = state.stage
  return type !== 'receipt' && type !== 'over' && type !== 'closing'
}

function withQuietTimer({ state, effects }: Step<VisitState>): Step<VisitState> {
  if (!isPrivate(state)) return { state, effects }
  const rearm = [
    { type: 'stop-timer', timer: 'answer' },
    { type: 'timer', timer: 'quiet', ms: delays.quiet },
  ] as const
  return { state, effects: [...effects, ...rearm] }
}

function stepStage(state: VisitState, event: VisitEvent): Step<VisitState> {
  const { stage } = state
  switch (stage.type) {
    case 'birth-date':
      return stepBirthDate(state, stage, event)
    case 'confirm':
      return stepConfirm(state, event)
    case 'assent':
      return stepAssent(state, event)
    case 'photo':
      return stepPhoto(state, stage, event)
    case 'signature':
    case 'approval':
      return stepInk(state, stage, event)
    case 'finger':
      return stepFinger(state, stage, event)
    case 'verify':
      return stepVerify(state, stage, event)
    case 'review':
      return stepReview(state, event)
    case 'pick-finger':
      return stepPickFinger(state, stage, event)
    case 'closing':
      if (isVisitIntent(event) || event.type !== 'packet-kept') return unchanged(state)
      return transition(state, { type: 'receipt', code: event.code, text: event.text }, [
        { type: 'stop-timer', timer: 'quiet' },
        { type: 'timer', timer: 'receipt', ms: delays.receipt },
      ])
    case 'receipt':
      return isReceiptOver(event) ? finish(state, { kind: 'kept' }) : unchanged(state)
    case 'stuck':
      return stepStuck(state, event)
    case 'over':
      return unchanged(state)
    default:
      return exhaustive(stage)
  }
}

const tryHeldSoon = { type: 'timer', timer: 'held', ms: delays.held } as const

// A capture is sealed and waits for the disk, as long as the student is here; only without it is it taken anew.
function stepStuck(state: VisitState, event: VisitEvent): Step<VisitState> {
  const isTry = isVisitIntent(event)
    ? event.type === 'try-again'
    : event.type === 'time-up' && event.timer === 'held'
  if (isTry) return { state, effects: [{ type: 'stop-timer', timer: 'held' }, { type: 'keep-held' }] }
  return !isVisitIntent(event) && event.type === 'nothing-held' ? advance(state) : unchanged(state)
}

function isReceiptOver(event: VisitEvent): boolean {
  return isVisitIntent(event)
    ? event.type === 'close-receipt'
    : event.type === 'time-up' && event.timer === 'receipt'
}
