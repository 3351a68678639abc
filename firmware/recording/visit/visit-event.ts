import type { FingerPosition } from '../../core/finger-position.ts'
import type { PieceName } from '../../core/piece-name.ts'
import type { IssuedReceipt } from '../../custody/chain/issue-student-receipt.ts'
import type { LiveHint } from '../face/face-watch.ts'
import type { FaceHint } from '../face/judge-face.ts'
import type { PressFlaw } from '../finger/finger-quality.ts'
import type { PhotoCandidate } from './photo-candidate.ts'
import type { NewEntry } from './visit-entry.ts'
import type { PhotoSide, Stroke, VisitIntent } from './visit-intent.ts'
import { isVisitIntent } from './visit-intent.ts'
import type { CameraTrouble, PressReason, ScannerTrouble, StorageFault, VisitEnd } from './visit-state.ts'

/** Events for the machine: a person's request, or a report of a part or the disk. */
export type VisitEvent = VisitIntent | PartEvent

export type PartEvent =
  | { readonly type: 'birth-date-checked'; readonly said: 'right' | 'wrong' | 'too-many' }
  | { readonly type: 'face-seen'; readonly hint: LiveHint }
  | { readonly type: 'photo-taken'; readonly candidates: readonly PhotoCandidate[] }
  | { readonly type: 'photo-failed'; readonly fault: CameraTrouble }
  | { readonly type: 'scanner-ready' }
  /** The scanner holds the image: the finger may lift. */
  | { readonly type: 'press-taken' }
  /** Without a flaw the press is good. */
  | {
      readonly type: 'press-scored'
      readonly score: number
      readonly flaw?: PressFlaw
      /** The earlier finger that this one looks like, when the press was not guarded. */
      readonly repeats?: FingerPosition
    }
  /** The press shows a finger that this visit has already recorded under another position. */
  | { readonly type: 'press-repeated'; readonly position: FingerPosition }
  | { readonly type: 'press-failed'; readonly reason: PressReason }
  | { readonly type: 'press-compared'; readonly outcome: 'same' | 'different' | 'not-comparable' }
  | { readonly type: 'finger-lifted' }
  /** For a while now something has lain on the platen that should be free: a finger, or a smudge. */
  | { readonly type: 'finger-stays' }
  | { readonly type: 'scanner-failed'; readonly fault: ScannerTrouble }
  /** The entry, and the piece if it names one, is durable. */
  | { readonly type: 'recorded'; readonly entry: NewEntry }
  | { readonly type: 'record-failed'; readonly fault: StorageFault }
  /** Nothing waits for the disk any more, or ever did: the visit goes on with what is in the record. */
  | { readonly type: 'nothing-held' }
  | ({ readonly type: 'packet-kept' } & IssuedReceipt)
  /** A list has come in which the parents no longer consent. */
  | { readonly type: 'consent-withdrawn' }
  | { readonly type: 'time-up'; readonly timer: VisitTimer }

/** Whether an event says that this very piece is durable. */
export function isKept(event: VisitEvent, piece: PieceName): boolean {
  if (isVisitIntent(event) || event.type !== 'recorded') return false
  return event.entry.type === 'kept' && event.entry.piece === piece
}

export type VisitTimer = 'countdown' | 'retry-part' | 'quiet' | 'answer' | 'receipt' | 'pause' | 'held'

/** Effects of the machine; the runner carries them out and reports by events. */
export type VisitEffect =
  | { readonly type: 'check-birth-date'; readonly digits: string }
  | { readonly type: 'preview'; readonly on: boolean }
  /** Two stills in one go, and a look at each. */
  | { readonly type: 'take-photo' }
  /** Keeps one of them; the other is forgotten at once. */
  | {
      readonly type: 'keep-photo'
      readonly side: PhotoSide
      readonly attempts: number
      readonly candidates: readonly PhotoCandidate[]
      /** The requests on the screen when they were taken. */
      readonly shown?: FaceHint | 'ready'
    }
  | {
      readonly type: 'keep-ink'
      readonly piece: 'signature' | 'approval'
      readonly strokes: readonly Stroke[]
    }
  /** Waits for a press and scores it; the runner keeps the best image of this finger. */
  | {
      readonly type: 'press'
      readonly position: FingerPosition
      readonly first: boolean
      /** Whether a finger recorded before is turned away. */
      readonly guarded: boolean
    }
  | {
      readonly type: 'keep-finger'
      readonly position: FingerPosition
      readonly scores: readonly number[]
      /** The fault of the last press of a finger that stayed weak. */
      readonly flaw?: PressFlaw
      /** The finger that it looks like, for the officer. */
      readonly repeats?: FingerPosition
    }
  /** Takes back a finger that was probably pressed for another; it is asked for again. */
  | { readonly type: 'reopen-finger'; readonly position: FingerPosition }
  | { readonly type: 'press-again'; readonly position: FingerPosition }
  | { readonly type: 'await-lift' }
  | { readonly type: 'stop-scanner' }
  | { readonly type: 'note'; readonly entry: NewEntry | AssentNote }
  /** Tries once more what the disk refused, sealed as it is. */
  | { readonly type: 'keep-held' }
  | { readonly type: 'close-packet' }
  | { readonly type: 'timer'; readonly timer: VisitTimer; readonly ms: number }
  | { readonly type: 'stop-timer'; readonly timer: VisitTimer }
  | { readonly type: 'call-help' }
  | { readonly type: 'end'; readonly end: VisitEnd }

/** The runner adds the hash of the words shown and the consent reference. */
export interface AssentNote {
  readonly type: 'assent'
}

export interface Step<State> {
  readonly state: State
  readonly effects: readonly VisitEffect[]
}
