import type { FingerException, InkException } from '../../core/exception-reason.ts'
import { type FingerPosition, fingerPositions, indexFingers } from '../../core/finger-position.ts'
import { fingerPiece, type PieceName } from '../../core/piece-name.ts'
import type { NewEntry } from './visit-entry.ts'

/** The achievements of a visit so far: the fold of its journal, and nothing that is not in it. */
export interface VisitRecord {
  readonly assented: boolean
  /** Each piece is kept, or excepted with a reason, or still to be taken; never two of them. */
  readonly pieces: Readonly<Partial<Record<PieceName, KeptPiece | ExceptedPiece>>>
  readonly verified: Readonly<Partial<Record<FingerPosition, 'same' | 'different' | 'not-comparable'>>>
  /** Fingers that were taken back once; never a second time. */
  readonly reopened: readonly FingerPosition[]
}

export type InkPiece = 'signature' | 'approval'

export interface KeptPiece {
  readonly state: 'kept'
  readonly file: string
  /** Of the sealed bytes. */
  readonly sha256: string
  readonly weak: boolean
  /** Presses or shots it took. */
  readonly attempts: number
  /** Why a finger that is kept cannot be pressed again, to be verified. */
  readonly waived?: FingerException
}

/** Goes without: no image of a finger, or no signature. */
export interface ExceptedPiece {
  readonly state: 'excepted'
  readonly reason: FingerException | InkException
}

export const emptyRecord: VisitRecord = { assented: false, pieces: {}, verified: {}, reopened: [] }

export function foldEntry(record: VisitRecord, entry: NewEntry): VisitRecord {
  switch (entry.type) {
    case 'assented':
      return { ...record, assented: true }
    case 'kept': {
      const { file, sha256, weak = false, attempts } = entry
      // A finger's second press was compared with the image that this one replaces.
      return withPiece(record, entry.piece, { state: 'kept', file, sha256, weak, attempts })
    }
    case 'exception': {
      const piece = fingerPiece(entry.position)
      const kept = keptPiece(record, piece)
      // A finger recorded before a break may be hurt after it: its image counts.
      if (kept) return { ...record, pieces: { ...record.pieces, [piece]: { ...kept, waived: entry.reason } } }
      return withPiece(record, piece, { state: 'excepted', reason: entry.reason })
    }
    case 'unsigned':
      return withPiece(record, entry.piece, { state: 'excepted', reason: entry.reason })
    case 'reopened':
      return {
        ...without(record, fingerPiece(entry.position)),
        reopened: [...record.reopened, entry.position],
      }
    case 'lost':
      // An approval has not seen what takes its place.
      return without(without(record, entry.piece), 'approval')
    case 'verified':
      return { ...record, verified: { ...record.verified, [entry.position]: entry.outcome } }
    default:
      return record
  }
}

function withPiece(record: VisitRecord, piece: PieceName, now: KeptPiece | ExceptedPiece): VisitRecord {
  const bare = without(record, piece)
  return { ...bare, pieces: { ...bare.pieces, [piece]: now } }
}

function without(record: VisitRecord, piece: PieceName): VisitRecord {
  const { [piece]: _, ...pieces } = record.pieces
  const position = fingerPositions.find((one) => fingerPiece(one) === piece)
  const verified = Object.entries(record.verified).filter(([one]) => Number(one) !== position)
  return { ...record, pieces, verified: Object.fromEntries(verified) }
}

/** A piece that is kept; `undefined` for one that is excepted or still to be taken. */
export function keptPiece({ pieces }: VisitRecord, piece: PieceName): KeptPiece | undefined {
  const found = pieces[piece]
  return found?.state === 'kept' ? found : undefined
}

/** All that is kept, by its name. */
export function keptPieces({ pieces }: VisitRecord): readonly (readonly [PieceName, KeptPiece])[] {
  return Object.entries(pieces).flatMap(([name, piece]) =>
    piece.state === 'kept' ? [[name as PieceName, piece] as const] : [],
  )
}

/** Whether a piece goes without, for a reason. */
export function isExcepted({ pieces }: VisitRecord, piece: PieceName): boolean {
  return pieces[piece]?.state === 'excepted'
}

/** Whether a signature is there, or a reason for having none. */
export function isSigned({ pieces }: VisitRecord, piece: InkPiece): boolean {
  return pieces[piece] !== undefined
}

/** The first finger that has neither an image nor a reason for having none. */
export function nextFinger({ pieces }: VisitRecord): FingerPosition | undefined {
  return fingerPositions.find((position) => !pieces[fingerPiece(position)])
}

/** Index fingers with an image that have not been pressed again yet, and that can be. */
export function toVerify(record: VisitRecord): readonly FingerPosition[] {
  return indexFingers.filter((position) => {
    const kept = keptPiece(record, fingerPiece(position))
    return kept && !kept.waived && !record.verified[position]
  })
}

/** Photos of this visit so far: a photo changed at the review counts towards the same limit. */
export function photosTaken(record: VisitRecord): number {
  return keptPiece(record, 'face')?.attempts ?? 0
}
