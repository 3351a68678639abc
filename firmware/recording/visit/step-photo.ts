import { delays } from './delays.ts'
import { nextStage, photoStage } from './next-stage.ts'
import { candidateAt } from './photo-candidate.ts'
import { go, stay } from './transition.ts'
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
        : go(state, { ...stage, step: 'taking', countdown: 0 }, [{ type: 'take-photo' }])
    case 'taking':
      return !isVisitIntent(event) && event.type === 'photo-taken'
        ? go(state, { ...stage, step: 'choose', candidates: event.candidates }, [
            { type: 'preview', on: false },
          ])
        : onTrouble(state, stage, event)
    case 'choose':
      return choose(state, stage, event)
    case 'keeping': {
      if (!isKept(event, 'face')) return stay(state)
      const next = nextStage(state)
      return go(state, next.stage, next.effects)
    }
    case 'fault':
      return retry(state, stage, event)
  }
}

function count(state: VisitState, stage: PhotoStage, countdown: number): Step<VisitState> {
  return go(state, { ...stage, step: 'count', countdown }, [
    { type: 'timer', timer: 'countdown', ms: delays.countdown },
  ])
}

function choose(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  if (!isVisitIntent(event)) return stay(state)
  const { candidates = [], hint, retakes } = stage
  if (event.type === 'approve-photo') {
    const { side } = event
    if (!candidateAt(candidates, side)) return stay(state)
    const keep = { type: 'keep-photo', side, attempts: retakes + 1, candidates } as const
    return go(state, { type: 'photo', step: 'keeping', countdown: 0, retakes }, [
      { ...keep, ...(hint && { shown: hint }) },
    ])
  }
  if (event.type !== 'retake-photo' || retakes >= limits.photoRetakes) return stay(state)
  return go(state, { ...photoStage.stage, retakes: retakes + 1 }, photoStage.effects)
}

function whileLive(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  if (isVisitIntent(event) || event.type !== 'face-seen') return onTrouble(state, stage, event)
  const { hint: _, ...unknown } = stage
  return go(state, event.hint === 'unknown' ? unknown : { ...unknown, hint: event.hint })
}

// A camera that failed is killed and opened again by the runner; the visit continues at the photo.
function onTrouble(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  if (isVisitIntent(event) || event.type !== 'photo-failed') return stay(state)
  const { retakes } = stage
  return go(state, { type: 'photo', step: 'fault', countdown: 0, retakes, fault: event.fault }, [
    { type: 'preview', on: false },
    { type: 'timer', timer: 'retry-part', ms: delays.retryPart },
  ])
}

function retry(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  const again =
    (isVisitIntent(event) && event.type === 'try-again') ||
    (!isVisitIntent(event) && event.type === 'time-up' && event.timer === 'retry-part')
  return again ? go(state, { ...photoStage.stage, retakes: stage.retakes }, photoStage.effects) : stay(state)
}
