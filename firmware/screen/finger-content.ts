import { fingerExceptions } from '../base/exception-reason.ts'
import type { VisitRecord } from '../visit/visit-record.ts'
import type { FingerStage, VerifyStage } from '../visit/visit-state.ts'
import { fingerBody, fingerName } from './finger-body.ts'
import type { FingerPhase } from './model/screen.ts'
import { choice, type Content } from './parts.ts'
import type { Text } from './visit-screen.ts'

const phases = {
  opening: 'wait',
  place: 'place',
  lift: 'lift',
  release: 'lift',
  retry: 'retry',
  keeping: 'lift',
  good: 'good',
  excuse: 'wait',
  fault: 'wait',
} as const satisfies Record<FingerStage['step'], FingerPhase>

/** One finger being pressed, excused, or waiting for the scanner. */
export function fingerContent(record: VisitRecord, stage: FingerStage, text: Text): Omit<Content, 'cue'> {
  const finger = fingerName(text, stage.position)
  if (stage.step === 'excuse') {
    return {
      step: 5,
      words: text.finger.excuse(finger),
      choices: fingerExceptions.map((reason) => ({
        label: text.finger.exception[reason],
        intent: { do: 'except-finger', reason },
        weight: 'plain',
      })),
      edge: [choice(text, 'back', { do: 'back' }, 'quiet')],
    }
  }
  const trouble = choice(text, 'fingerTrouble', { do: 'offer-exceptions' }, 'quiet')
  const again = stage.step === 'fault' ? [choice(text, 'tryAgain', { do: 'try-again' }, 'main')] : []
  return {
    step: 5,
    words: pressWords(stage, finger, text),
    body: fingerBody(text, record, stage.position, phases[stage.step]),
    choices: [trouble, ...again],
  }
}

function pressWords(stage: FingerStage, finger: string, text: Text) {
  switch (stage.step) {
    case 'place':
      return text.finger.place(finger)
    case 'retry':
      return text.finger.retry(finger, stage.reason ?? 'unclear')
    case 'release':
      return { title: text.finger.release, lines: text.finger.retry(finger, stage.reason ?? 'unclear').lines }
    case 'lift':
    case 'keeping':
      return text.finger.lift
    case 'good':
      return text.finger.good
    case 'fault':
      return text.finger.fault[stage.fault ?? 'silent']
    default:
      return text.finger.opening
  }
}

/** An index finger pressed once more. */
export function verifyContent(record: VisitRecord, stage: VerifyStage, text: Text): Omit<Content, 'cue'> {
  const finger = fingerName(text, stage.position)
  const [phase, words] = {
    opening: ['wait', text.finger.opening],
    place: ['place', text.verify.place(finger)],
    lift: ['lift', text.finger.lift],
    different: ['retry', text.verify.different],
    same: ['good', text.verify.same],
    fault: ['wait', text.finger.fault[stage.fault ?? 'silent']],
  }[stage.step] as [FingerPhase, { title: string; lines: readonly string[] }]
  return {
    step: 5,
    words,
    body: fingerBody(text, record, stage.position, phase),
    choices: stage.step === 'fault' ? [choice(text, 'tryAgain', { do: 'try-again' }, 'main')] : [],
  }
}
