import { type FingerPosition, fingerPositions } from '../../core/finger-position.ts'
import { fingerPiece } from '../../core/piece-name.ts'
import { isExcepted, keptPiece, type VisitRecord } from '../../recording/visit/visit-record.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import type { FingerBody, FingerMark, FingerPhase } from '../model/screen.ts'

/** The two hands as every finger screen draws them: one source for what is done, lit and excepted. */
export function fingerBody(
  text: Catalogue,
  record: VisitRecord,
  current: FingerPosition,
  phase: FingerPhase,
  reading?: number,
): FingerBody {
  const marks = fingerPositions.map((position) => ({
    position,
    state: position === current ? ('now' as const) : stateOf(record, position),
    name: fingerName(text, position),
  }))
  const done = fingerPositions.filter((position) => stateOf(record, position) !== 'open').length
  return {
    kind: 'finger',
    marks,
    current,
    phase,
    count: text.fingerCount(done),
    ...(reading !== undefined && { reading }),
  }
}

function stateOf(record: VisitRecord, position: FingerPosition): FingerMark['state'] {
  const kept = keptPiece(record, fingerPiece(position))
  if (kept) return kept.weak ? 'weak' : 'kept'
  return isExcepted(record, fingerPiece(position)) ? 'exception' : 'open'
}

export function fingerName(text: Catalogue, position: FingerPosition): string {
  return text.fingers[position - 1] ?? ''
}
