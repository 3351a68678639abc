import { fingerExceptions } from '../../core/exception-reason.ts'
import type { FingerPosition } from '../../core/finger-position.ts'
import { fingerPiece } from '../../core/piece-name.ts'
import { isKeptAlready } from '../../recording/visit/step-finger.ts'
import { type KeptPiece, nextFinger, type VisitRecord } from '../../recording/visit/visit-record.ts'
import type { FingerStage, VerifyStage, VisitState } from '../../recording/visit/visit-state.ts'
import type { Message } from '../messages/message.ts'
import type { Choice, FingerPhase } from '../model/screen.ts'
import { fingerBody, fingerName } from './finger-body.ts'
import { type Content, choice, type Text } from './parts.ts'

const phases = {
  opening: 'wait',
  place: 'place',
  lift: 'lift',
  release: 'lift',
  retry: 'retry',
  keeping: 'lift',
  good: 'good',
  excuse: 'wait',
  reopening: 'wait',
  fault: 'wait',
} as const satisfies Record<FingerStage['step'], FingerPhase>

/** One finger being pressed, excused, or waiting for the scanner. */
export function fingerContent(
  state: VisitState,
  stage: FingerStage,
  text: Text,
  reading?: number,
): Omit<Content, 'cue'> {
  const { record } = state
  const finger = fingerName(text, stage.position)
  if (stage.step === 'excuse') {
    return {
      step: 5,
      words: text.finger.excuse(finger),
      choices: fingerExceptions.map((reason) => ({
        label: text.finger.exception[reason],
        intent: { type: 'except-finger', reason },
        weight: 'plain',
      })),
      edge: [choice(text, 'back', { type: 'back' }, 'quiet')],
    }
  }
  const done = stage.step === 'keeping' || stage.step === 'good' || stage.step === 'reopening'
  const trouble = done ? [] : [choice(text, 'fingerTrouble', { type: 'offer-exceptions' }, 'quiet')]
  const again = stage.step === 'fault' ? [choice(text, 'tryAgain', { type: 'try-again' }, 'main')] : []
  return {
    step: 5,
    words: pressWords(record, stage, finger, text),
    body: fingerBody(text, record, stage.position, phases[stage.step], reading),
    choices: [...trouble, ...again],
    ...(!done && isKeptAlready(state, stage) && { edge: [choice(text, 'back', { type: 'back' }, 'quiet')] }),
  }
}

function pressWords(record: VisitRecord, stage: FingerStage, finger: string, text: Text): Message {
  if (stage.stays) return text.finger.stays
  switch (stage.step) {
    case 'place':
      return record.reopened.includes(stage.position)
        ? text.finger.placeAgain(finger)
        : text.finger.place(finger)
    case 'retry':
      return retryWords(stage, finger, text)
    case 'release':
      return { title: text.finger.release, lines: retryWords(stage, finger, text).lines }
    case 'lift':
    case 'keeping':
      return text.finger.lift(nameOfNext(record, stage.position, text))
    case 'good':
      return text.finger.good
    case 'reopening':
      return text.finger.reopening
    case 'fault':
      return text.finger.fault[stage.fault ?? 'silent']
    default:
      return text.finger.opening
  }
}

// The one that is asked for when this one is kept.
function nameOfNext(record: VisitRecord, current: FingerPosition, text: Text): string | undefined {
  const now: KeptPiece = { state: 'kept', file: '', sha256: '', weak: false, attempts: 1 }
  const next = nextFinger({ ...record, pieces: { ...record.pieces, [fingerPiece(current)]: now } })
  return next && fingerName(text, next)
}

function retryWords({ reason = 'unclear', repeats }: FingerStage, finger: string, text: Text): Message {
  return reason === 'other-finger' && repeats
    ? text.finger.repeated(finger, fingerName(text, repeats))
    : text.finger.retry(finger, reason)
}

/** An index finger pressed once more. */
export function verifyContent(
  record: VisitRecord,
  stage: VerifyStage,
  text: Text,
  reading?: number,
): Omit<Content, 'cue'> {
  const finger = fingerName(text, stage.position)
  const place = stage.reason ? text.finger.retry(finger, stage.reason) : text.verify.place(finger)
  const moments: Record<VerifyStage['step'], readonly [FingerPhase, Message]> = {
    opening: ['wait', text.finger.opening],
    place: [stage.reason ? 'retry' : 'place', place],
    lift: ['lift', text.finger.lift(undefined)],
    different: ['retry', text.verify.different],
    noting: ['lift', text.finger.lift(undefined)],
    same: ['good', text.verify.same],
    noted: ['lift', text.verify.noted],
    fault: ['wait', text.finger.fault[stage.fault ?? 'silent']],
  }
  const [phase, words] = moments[stage.step]
  return {
    step: 5,
    words: stage.stays ? text.finger.stays : words,
    body: fingerBody(text, record, stage.position, phase, reading),
    choices: rescue(stage, text),
  }
}

// A student who has tried in vain may go on: the officer sees that this finger was not compared.
function rescue({ step, tries, reason }: VerifyStage, text: Text): Choice[] {
  if (step === 'noting' || step === 'same' || step === 'noted') return []
  const tried = step === 'fault' || tries > 0 || reason !== undefined
  return [
    ...(tried ? [choice(text, 'fingerTrouble', { type: 'offer-exceptions' }, 'quiet')] : []),
    ...(step === 'fault' ? [choice(text, 'tryAgain', { type: 'try-again' }, 'main')] : []),
  ]
}
