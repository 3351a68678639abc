import { delays } from './delays.ts'
import { advance, photoStage } from './next-stage.ts'
import { candidateAt } from './photo-candidate.ts'
import { transition, unchanged } from './transition.ts'
import { isKept, type Step, type VisitEvent } from './visit-event.ts'
import { isVisitIntent } from './visit-intent.ts'
import { limits, type PhotoStage, type VisitState } from './visit-state.ts'

/** Live picture with hints, 3-2-1, the student's own choice of two, at most four retakes. No hint blocks the way. */
export function stepPhoto(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  switch (stage.step) {
    case 'live':
      return isVisitIntent(event) && event.type === 'take-photo'
        ? count(state, stage, 3)
        : whileLive(state, stage, event)
    case 'count':
      if (isVisitIntent(event) || event.type !== 'time-up' || event.timer !== 'countdown') {
        return whileLive(state, stage, event)
      }
      return stage.countdown > 1
        ? count(state, stage, stage.countdown - 1)
        : transition(state, { ...stage, step: 'taking', countdown: 0 }, [{ type: 'take-photo' }])
    case 'taking':
      return !isVisitIntent(event) && event.type === 'photo-taken'
        ? transition(state, { ...stage, step: 'choose', candidates: event.candidates }, [
            { type: 'preview', on: false },
          ])
        : onTrouble(state, stage, event)
    case 'choose':
      return choose(state, stage, event)
    case 'keeping': {
      if (!isKept(event, 'face')) return unchanged(state)
      return advance(state)
    }
    case 'fault':
      return retry(state, stage, event)
  }
}

function count(state: VisitState, stage: PhotoStage, countdown: number): Step<VisitState> {
  return transition(state, { ...stage, step: 'count', countdown }, [
    { type: 'timer', timer: 'countdown', ms: delays.countdown },
  ])
}

function choose(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  if (!isVisitIntent(event)) return unchanged(state)
  const { candidates = [], hint, retakes } = stage
  if (event.type === 'approve-photo') {
    const { side } = event
    if (!candidateAt(candidates, side)) return unchanged(state)
    const keep = { type: 'keep-photo', side, attempts: retakes + 1, candidates } as const
    return transition(state, { type: 'photo', step: 'keeping', countdown: 0, retakes }, [
      { ...keep, ...(hint && { shown: hint }) },
    ])
  }
  if (event.type !== 'retake-photo' || retakes >= limits.photoRetakes) return unchanged(state)
  return transition(state, { ...photoStage.stage, retakes: retakes + 1 }, photoStage.effects)
}

function whileLive(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  if (isVisitIntent(event) || event.type !== 'face-seen') return onTrouble(state, stage, event)
  const { hint: _, ...unknown } = stage
  return transition(state, event.hint === 'unknown' ? unknown : { ...unknown, hint: event.hint })
}

// A camera that failed is killed and opened again by the runner; the visit continues at the photo.
function onTrouble(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  if (isVisitIntent(event) || event.type !== 'photo-failed') return unchanged(state)
  const { retakes } = stage
  return transition(state, { type: 'photo', step: 'fault', countdown: 0, retakes, fault: event.fault }, [
    { type: 'preview', on: false },
    { type: 'timer', timer: 'retry-part', ms: delays.retryPart },
  ])
}

function retry(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  const again =
    (isVisitIntent(event) && event.type === 'try-again') ||
    (!isVisitIntent(event) && event.type === 'time-up' && event.timer === 'retry-part')
  return again
    ? transition(state, { ...photoStage.stage, retakes: stage.retakes }, photoStage.effects)
    : unchanged(state)
}
