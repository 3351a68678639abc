import { fingerPositions, indexFingers } from '../../core/finger-position.ts'
import { fingerPiece } from '../../core/piece-name.ts'
import { isExcepted, keptPiece, photosTaken, type VisitRecord } from '../../recording/visit/visit-record.ts'
import { limits, type Stage } from '../../recording/visit/visit-state.ts'
import { fingerName } from './finger-body.ts'
import { type Content, choice, type Text } from './parts.ts'

/** Everything at a glance, in words: the pictures themselves are sealed already. */
export function reviewContent(record: VisitRecord, text: Text): Omit<Content, 'cue'> {
  const { parts, kept, unsigned, checked, fingersKept } = text.review
  const fingers = fingerPositions.filter((position) => keptPiece(record, fingerPiece(position)))
  const exceptions = fingerPositions.filter((position) => isExcepted(record, fingerPiece(position)))
  const signature = keptPiece(record, 'signature')
  const outcomes = indexFingers.flatMap((position) => record.verified[position] ?? [])
  const outcome = outcomes.includes('different') ? 'different' : outcomes.includes('same') ? 'same' : 'none'
  const mayRetake = photosTaken(record) <= limits.photoRetakes
  return {
    step: 6,
    words: text.review,
    body: {
      kind: 'review',
      parts: [
        {
          label: parts.photo,
          value: kept,
          good: true,
          ...(mayRetake && { change: choice(text, 'change', { type: 'retake-photo' }) }),
        },
        {
          label: parts.signature,
          value: signature ? kept : unsigned,
          good: signature !== undefined,
          change: choice(text, 'change', { type: 'sign-again' }),
        },
        {
          label: parts.fingers,
          value: fingersKept(fingers.length, exceptions.length),
          good: exceptions.length === 0,
          change: choice(text, 'change', { type: 'change-finger' }),
        },
        { label: parts.check, value: checked[outcome], good: outcome === 'same' },
      ],
    },
    choices: [choice(text, 'approve', { type: 'approve-record' }, 'main')],
  }
}

/** Five fingers of one hand, and the way to the other. */
export function pickFingerContent(
  { page }: Extract<Stage, { type: 'pick-finger' }>,
  text: Text,
): Omit<Content, 'cue'> {
  const { title, lines, otherHand } = text.review.pick
  return {
    step: 6,
    words: { title, lines },
    body: {
      kind: 'options',
      options: fingerPositions.slice(5 * page, 5 * page + 5).map((position) => ({
        label: fingerName(text, position),
        intent: { type: 'choose-finger', position },
        weight: 'plain',
      })),
    },
    choices: [{ label: otherHand[page], intent: { type: 'turn-page', page: 1 - page }, weight: 'plain' }],
    edge: [choice(text, 'back', { type: 'back' }, 'quiet')],
  }
}
