import type { FingerException, InkException } from '../../core/exception-reason.ts'
import { type FingerPosition, fingerPositions, indexFingers } from '../../core/finger-position.ts'
import { fingerPiece, type PieceName } from '../../core/piece-name.ts'
import type { NewEntry } from './visit-entry.ts'

/** The achievements of a visit so far: the fold of its journal, and nothing that is not in it. */
export interface VisitRecord {
  readonly assented: boolean
  readonly kept: Readonly<Partial<Record<PieceName, KeptPiece>>>
  readonly exceptions: Readonly<Partial<Record<FingerPosition, FingerException>>>
  /** Why there is no signature, or none of approval. */
  readonly unsigned: Readonly<Partial<Record<InkPiece, InkException>>>
  readonly verified: Readonly<Partial<Record<FingerPosition, 'same' | 'different' | 'not-comparable'>>>
  /** Fingers that were taken back once; never a second time. */
  readonly reopened: readonly FingerPosition[]
}

export type InkPiece = 'signature' | 'approval'

export interface KeptPiece {
  readonly file: string
  /** Of the sealed bytes. */
  readonly sha256: string
  readonly weak: boolean
  /** Presses or shots it took. */
  readonly attempts: number
}

export const emptyRecord: VisitRecord = {
  assented: false,
  kept: {},
  exceptions: {},
  unsigned: {},
  verified: {},
  reopened: [],
}

export function foldEntry(record: VisitRecord, entry: NewEntry): VisitRecord {
  switch (entry.type) {
    case 'assented':
      return { ...record, assented: true }
    case 'kept': {
      const { file, sha256, weak = false, attempts } = entry
      // A finger's second press was compared with the image that this one replaces.
      const { kept, verified, unsigned } = without(record, entry.piece)
      const pieces = { ...kept, [entry.piece]: { file, sha256, weak, attempts } }
      return { ...record, kept: pieces, verified, unsigned }
    }
    case 'exception':
      return { ...record, exceptions: { ...record.exceptions, [entry.position]: entry.reason } }
    case 'unsigned': {
      const { kept, unsigned } = without(record, entry.piece)
      return { ...record, kept, unsigned: { ...unsigned, [entry.piece]: entry.reason } }
    }
    case 'reopened': {
      const { kept, verified } = without(record, fingerPiece(entry.position))
      return { ...record, kept, verified, reopened: [...record.reopened, entry.position] }
    }
    case 'lost': {
      // The student who approved it has not seen its replacement.
      return without(without(record, entry.piece), 'approval')
    }
    case 'verified':
      return { ...record, verified: { ...record.verified, [entry.position]: entry.outcome } }
    default:
      return record
  }
}

function without(record: VisitRecord, piece: PieceName): VisitRecord {
  const { [piece]: _, ...kept } = record.kept
  const position = fingerPositions.find((one) => fingerPiece(one) === piece)
  const verified = Object.entries(record.verified).filter(([one]) => Number(one) !== position)
  const unsigned = Object.entries(record.unsigned).filter(([one]) => one !== piece)
  return { ...record, kept, verified: Object.fromEntries(verified), unsigned: Object.fromEntries(unsigned) }
}

/** Whether a signature is there, or a reason for having none. */
export function isSigned({ kept, unsigned }: VisitRecord, piece: InkPiece): boolean {
  return kept[piece] !== undefined || unsigned[piece] !== undefined
}

/** The first finger that has neither an image nor a reason for having none. */
export function nextFinger(record: VisitRecord): FingerPosition | undefined {
  return fingerPositions.find(
    (position) => !record.kept[fingerPiece(position)] && !record.exceptions[position],
  )
}

/** Index fingers with an image that have not been pressed again yet, and that can be. */
export function toVerify(record: VisitRecord): readonly FingerPosition[] {
  return indexFingers.filter(
    (position) =>
      record.kept[fingerPiece(position)] && !record.exceptions[position] && !record.verified[position],
  )
}

/** Photos of this visit so far: a photo changed at the review counts towards the same limit. */
export function photosTaken(record: VisitRecord): number {
  return record.kept.face?.attempts ?? 0
}
