import type { FaceCheck, FaceHint, FaceJudgement, GroundColour } from '../face/judge-face.ts'
import type { PhotoSide } from './visit-intent.ts'

/** The facts about one of the photos to choose from; the picture itself is elsewhere. */
export interface PhotoCandidate {
  /** `none`: no look was possible. */
  readonly check: FaceCheck | 'none'
  /** Faults of it, the most important first. */
  readonly hints: readonly FaceHint[]
  /** Our own, 0-100; absent when no look was possible. */
  readonly score?: number
  readonly ground?: GroundColour
}

/** The journal's words on a photo that was kept. */
export interface PhotoFacts {
  /** How the kept photo was looked at. */
  readonly check: PhotoCandidate['check']
  /** Faults of it. */
  readonly hints: FaceHint[]
  /** The request on the screen when it was taken. */
  readonly shown?: FaceHint | 'ready'
  /** The student's choice: our suggestion, the other one, one of two as good, or the only one there was. */
  readonly choice: 'suggested' | 'other' | 'equal' | 'only'
  readonly ground?: GroundColour
}

export function candidateOf(judgement: FaceJudgement | undefined): PhotoCandidate {
  return judgement ?? { check: 'none', hints: [] }
}

export function candidateAt(
  candidates: readonly PhotoCandidate[],
  side: PhotoSide,
): PhotoCandidate | undefined {
  return candidates[side === 'left' ? 0 : 1]
}

/** The better of two; without a difference, or without a look at both, none. */
export function suggestedSide(candidates: readonly PhotoCandidate[]): PhotoSide | undefined {
  const [left, right] = candidates.map(({ score }) => score)
  if (left === undefined || right === undefined || left === right) return undefined
  return left > right ? 'left' : 'right'
}

/** The journal's entry about the choice. */
export function photoFacts(
  candidates: readonly PhotoCandidate[],
  side: PhotoSide,
  shown: FaceHint | 'ready' | undefined,
): PhotoFacts {
  const { check, hints, ground } = candidateAt(candidates, side) ?? candidateOf(undefined)
  return {
    check,
    hints: [...hints],
    ...(shown && { shown }),
    choice: choiceOf(candidates, side),
    ...(ground && { ground }),
  }
}

function choiceOf(candidates: readonly PhotoCandidate[], side: PhotoSide): PhotoFacts['choice'] {
  if (candidates.length < 2) return 'only'
  const suggested = suggestedSide(candidates)
  if (suggested === undefined) return 'equal'
  return suggested === side ? 'suggested' : 'other'
}
