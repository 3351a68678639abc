import type { FingerPosition } from '../../core/finger-position.ts'
import type { PieceName } from '../../core/piece-name.ts'
import type { IssuedReceipt } from '../../custody/chain/issue-student-receipt.ts'
import type { LiveHint } from '../face/face-watch.ts'
import type { FaceHint } from '../face/judge-face.ts'
import type { PressFlaw } from '../finger/finger-quality.ts'
import type { PhotoCandidate } from './photo-candidate.ts'
import type { NewEntry } from './visit-entry.ts'
import type { PhotoSide, Stroke, VisitIntent } from './visit-intent.ts'
import type { CameraTrouble, PressReason, ScannerTrouble, StorageFault, VisitEnd } from './visit-state.ts'

/** What reaches the machine: what a person asked for, or what a part or the disk reported. */
export type VisitEvent = VisitIntent | PartEvent

export type PartEvent =
  | { readonly was: 'birth-date-checked'; readonly right: boolean }
  | { readonly was: 'face-seen'; readonly hint: LiveHint }
  | { readonly was: 'photo-taken'; readonly candidates: readonly PhotoCandidate[] }
  | { readonly was: 'photo-failed'; readonly fault: CameraTrouble }
  | { readonly was: 'scanner-ready' }
  /** The scanner holds the image: the finger may lift. */
  | { readonly was: 'press-taken' }
  /** Without a flaw the press is good. */
  | {
      readonly was: 'press-scored'
      readonly score: number
      readonly flaw?: PressFlaw
      /** The earlier finger that this one looks like, when the press was not guarded. */
      readonly repeats?: FingerPosition
    }
  /** The press shows a finger that this visit has already recorded under another position. */
  | { readonly was: 'press-repeated'; readonly position: FingerPosition }
  | { readonly was: 'press-failed'; readonly reason: PressReason }
  | { readonly was: 'press-compared'; readonly outcome: 'same' | 'different' | 'not-comparable' }
  | { readonly was: 'finger-lifted' }
  /** For a while now something has lain on the platen that should be free: a finger, or a smudge. */
  | { readonly was: 'finger-stays' }
  | { readonly was: 'scanner-failed'; readonly fault: ScannerTrouble }
  /** The entry, and the piece if it names one, is durable. */
  | { readonly was: 'recorded'; readonly entry: NewEntry }
  | { readonly was: 'record-failed'; readonly fault: StorageFault }
  | ({ readonly was: 'packet-kept' } & IssuedReceipt)
  | { readonly was: 'time-up'; readonly timer: VisitTimer }

/** Whether an event says that this very piece is durable. */
export function isKept(event: VisitEvent, piece: PieceName): boolean {
  if (!('was' in event) || event.was !== 'recorded') return false
  return event.entry.type === 'kept' && event.entry.piece === piece
}

export type VisitTimer = 'countdown' | 'retry-part' | 'quiet' | 'answer' | 'receipt' | 'pause'

/** What the machine asks for; the runner does it and reports by events. */
export type VisitEffect =
  | { readonly effect: 'check-birth-date'; readonly digits: string }
  | { readonly effect: 'preview'; readonly on: boolean }
  /** Two stills in one go, and a look at each. */
  | { readonly effect: 'take-photo' }
  /** Keeps one of them; the other is forgotten at once. */
  | {
      readonly effect: 'keep-photo'
      readonly side: PhotoSide
      readonly attempts: number
      readonly candidates: readonly PhotoCandidate[]
      /** What the screen asked for when they were taken. */
      readonly shown?: FaceHint | 'ready'
    }
  | {
      readonly effect: 'keep-ink'
      readonly piece: 'signature' | 'approval'
      readonly strokes: readonly Stroke[]
    }
  /** Waits for a press and scores it; the runner keeps the best image of this finger. */
  | {
      readonly effect: 'press'
      readonly position: FingerPosition
      readonly first: boolean
      /** Whether a finger recorded before is turned away. */
      readonly guarded: boolean
    }
  | {
      readonly effect: 'keep-finger'
      readonly position: FingerPosition
      readonly scores: readonly number[]
      /** What was wrong with the last press of a finger that stayed weak. */
      readonly flaw?: PressFlaw
      /** The finger that it looks like, for the officer. */
      readonly repeats?: FingerPosition
    }
  /** Takes back a finger that was probably pressed for another; it is asked for again. */
  | { readonly effect: 'reopen-finger'; readonly position: FingerPosition }
  | { readonly effect: 'press-again'; readonly position: FingerPosition }
  | { readonly effect: 'await-lift' }
  | { readonly effect: 'stop-scanner' }
  | { readonly effect: 'note'; readonly entry: NewEntry | AssentNote }
  | { readonly effect: 'close-packet' }
  | { readonly effect: 'timer'; readonly timer: VisitTimer; readonly ms: number }
  | { readonly effect: 'stop-timer'; readonly timer: VisitTimer }
  | { readonly effect: 'call-help' }
  | { readonly effect: 'end'; readonly end: VisitEnd }

/** The runner adds the hash of the words shown and the consent reference. */
export interface AssentNote {
  readonly type: 'assent'
}

export interface Step<State> {
  readonly state: State
  readonly effects: readonly VisitEffect[]
}
