import { delays } from './delays.ts'
import { nextStage, photoStage } from './next-stage.ts'
import { go, stay } from './outcome.ts'
import { isKept, type Step, type VisitEvent } from './visit-event.ts'
import { limits, type PhotoStage, type VisitState } from './visit-state.ts'

/** Live picture, 3-2-1, the student's own choice, at most four retakes. */
export function stepPhoto(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  switch (stage.step) {
    case 'live':
      return 'do' in event && event.do === 'take-photo'
        ? count(state, stage, 3)
        : onTrouble(state, stage, event)
    case 'count':
      if (!('was' in event) || event.was !== 'time-up' || event.timer !== 'countdown') {
        return onTrouble(state, stage, event)
      }
      return stage.countdown > 1
        ? count(state, stage, stage.countdown - 1)
        : go(state, { ...stage, step: 'taking', countdown: 0 }, [{ effect: 'take-photo' }])
    case 'taking':
      return 'was' in event && event.was === 'photo-taken'
        ? go(state, { ...stage, step: 'choose' }, [{ effect: 'preview', on: false }])
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
    { effect: 'timer', timer: 'countdown', ms: delays.countdown },
  ])
}

function choose(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  if (!('do' in event)) return stay(state)
  if (event.do === 'approve-photo') {
    return go(state, { ...stage, step: 'keeping' }, [{ effect: 'keep-photo', attempts: stage.retakes + 1 }])
  }
  if (event.do !== 'retake-photo' || stage.retakes >= limits.photoRetakes) return stay(state)
  return go(state, { ...photoStage.stage, retakes: stage.retakes + 1 }, photoStage.effects)
}

// A camera that failed is killed and opened again by the runner; the visit continues at the photo.
function onTrouble(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  if (!('was' in event) || event.was !== 'photo-failed') return stay(state)
  return go(state, { ...stage, step: 'fault', countdown: 0, fault: event.fault }, [
    { effect: 'preview', on: false },
    { effect: 'timer', timer: 'retry-part', ms: delays.retryPart },
  ])
}

function retry(state: VisitState, stage: PhotoStage, event: VisitEvent): Step<VisitState> {
  const again =
    ('do' in event && event.do === 'try-again') ||
    ('was' in event && event.was === 'time-up' && event.timer === 'retry-part')
  return again ? go(state, { ...photoStage.stage, retakes: stage.retakes }, photoStage.effects) : stay(state)
}
