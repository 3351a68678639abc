import { fingerPositions, indexFingers } from '../base/finger-position.ts'
import { fingerPiece } from '../base/piece-name.ts'
import { photosTaken, type VisitRecord } from '../visit/visit-record.ts'
import { limits } from '../visit/visit-state.ts'
import { type Content, choice } from './parts.ts'
import type { Text } from './visit-screen.ts'

/** Everything at a glance, in words: the pictures themselves are sealed already. */
export function reviewContent(record: VisitRecord, text: Text): Omit<Content, 'cue'> {
  const { parts, kept, checked, fingersKept } = text.review
  const fingers = fingerPositions.filter((position) => record.kept[fingerPiece(position)])
  // A finger recorded before a break may be excepted after it: its image counts.
  const exceptions = fingerPositions.filter(
    (position) => record.exceptions[position] && !fingers.includes(position),
  )
  const outcomes = indexFingers.flatMap((position) => record.verified[position] ?? [])
  const outcome = outcomes.includes('different') ? 'different' : outcomes.includes('same') ? 'same' : 'none'
  const mayRetake = photosTaken(record) <= limits.photoRetakes
  return {
    step: 6,
    words: text.review,
    body: {
      kind: 'review',
      parts: [
        { label: parts.photo, value: kept, good: true },
        { label: parts.signature, value: kept, good: true },
        {
          label: parts.fingers,
          value: fingersKept(fingers.length, exceptions.length),
          good: exceptions.length === 0,
        },
        { label: parts.check, value: checked[outcome], good: outcome === 'same' },
      ],
    },
    choices: [
      ...(mayRetake ? [choice(text, 'changePhoto', { do: 'retake-photo' })] : []),
      choice(text, 'approve', { do: 'approve-record' }, 'main'),
    ],
  }
}
