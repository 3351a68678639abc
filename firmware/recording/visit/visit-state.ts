import type { FingerPosition } from '../../core/finger-position.ts'
import type { IssuedReceipt } from '../../custody/chain/issue-student-receipt.ts'
import type { FaceHint } from '../face/judge-face.ts'
import type { PressFlaw } from '../finger/finger-quality.ts'
import type { PhotoCandidate } from './photo-candidate.ts'
import type { VisitRecord } from './visit-record.ts'

/** The facts about the student that the machine needs; decided once, when the visit opens. */
export interface VisitFacts {
  /** A parent's consent is on the roster (UU 27/2022 art. 25). */
  readonly consent: boolean
  /** Sixteen or older on the school's calendar, or married. */
  readonly oldEnough: boolean
  /** It was begun before, and there are staff with a PIN: two facts that a class knows do not erase it. */
  readonly erasureNeedsStaff?: true
}

/** One student's visit. Holds no name, no number and no image. */
export interface VisitState {
  readonly ticket: string
  readonly facts: VisitFacts
  readonly stage: Stage
  readonly record: VisitRecord
  /** Index fingers whose template is still in memory, to compare the second press with. */
  readonly references: readonly FingerPosition[]
  /** A question laid over the stage; the stage waits underneath. */
  readonly question?: 'leave' | 'still-here'
}

export type Stage =
  | { readonly type: 'birth-date'; readonly wrong: number }
  | { readonly type: 'confirm' }
  | { readonly type: 'assent' }
  | PhotoStage
  | { readonly type: 'signature'; readonly step: InkStep }
  | FingerStage
  | VerifyStage
  | { readonly type: 'review' }
  /** At the review: which finger is to be pressed anew; page 0 is the right hand, 1 the left. */
  | { readonly type: 'pick-finger'; readonly page: 0 | 1 }
  | { readonly type: 'approval'; readonly step: InkStep }
  | { readonly type: 'closing' }
  | ({ readonly type: 'receipt' } & IssuedReceipt)
  /** Nothing could be stored: the disk refused. The visit waits for a person. */
  | { readonly type: 'stuck'; readonly fault: StorageFault }
  | { readonly type: 'over'; readonly end: VisitEnd }

/** `excuse`: why there will be no signature. */
export type InkStep = 'draw' | 'keeping' | 'excuse'

/** Whether both facts of identity were given in this sitting. */
export function isOwnerKnown({ type }: Stage): boolean {
  return type !== 'birth-date' && type !== 'confirm'
}

export interface PhotoStage {
  readonly type: 'photo'
  readonly step: 'live' | 'count' | 'taking' | 'choose' | 'keeping' | 'fault'
  readonly countdown: number
  readonly retakes: number
  /** The request of the live picture; absent while it is unknown. Does not change once the photo is taken. */
  readonly hint?: FaceHint | 'ready'
  /** Photos to choose from, left to right: two, or one when the camera failed at the second. */
  readonly candidates?: readonly PhotoCandidate[]
  readonly fault?: CameraTrouble
}

export interface FingerStage {
  readonly type: 'finger'
  readonly position: FingerPosition
  readonly step: PressStep
  /** Our score of each press so far; the next is one more than these. */
  readonly scores: readonly number[]
  readonly reason?: PressReason
  /** The platen should have been free for a while. */
  readonly stays?: true
  /** The last press showed a finger that was recorded as this one. */
  readonly repeats?: FingerPosition
  /** The student was asked twice already: the next press counts, whatever finger it looks like. */
  readonly trusted?: true
  readonly fault?: ScannerTrouble
}

export type PressStep =
  | 'opening'
  | 'place'
  | 'lift'
  | 'release'
  | 'retry'
  | 'keeping'
  | 'good'
  | 'excuse'
  | 'reopening'
  | 'fault'

export interface VerifyStage {
  readonly type: 'verify'
  readonly position: FingerPosition
  readonly step: VerifyStep
  readonly tries: number
  readonly stays?: true
  readonly reason?: PressReason
  readonly fault?: ScannerTrouble
}

/** `noted`: recorded for the officer without a match. */
export type VerifyStep = 'opening' | 'place' | 'lift' | 'different' | 'noting' | 'same' | 'noted' | 'fault'

/** Why a press does not count: a flaw, lifted too early, or another finger than the one that is lit. */
export type PressReason = PressFlaw | 'lifted' | 'other-finger'

export type ScannerTrouble = 'silent' | 'unplugged' | 'garbled' | 'locked' | 'refused' | 'unsupported'

export type CameraTrouble = 'missing' | 'absent' | 'busy' | 'failed' | 'hung' | 'damaged'

export type StorageFault = 'full' | 'read-only' | 'broken'

/** How a visit leaves the screen. `kept` and `parked` keep what was sealed; the others erase it. */
export type VisitEnd =
  | { readonly kind: 'kept' }
  | { readonly kind: 'parked'; readonly reason: ParkReason }
  | { readonly kind: 'erased'; readonly reason: EraseReason }

/** Nobody has proved to be the owner: the ticket, and anything that was begun, stay as they were. */
export const strangerReasons = ['unidentified', 'not-me', 'wrong-birth-date'] as const

export type StrangerReason = (typeof strangerReasons)[number]

/** Why a visit was put off; what was sealed stays. */
export type ParkReason =
  | StrangerReason
  | 'left'
  | 'quiet'
  | 'too-young'
  /** Staff are to erase it. */
  | 'erasure-asked'

export type EraseReason =
  | StrangerReason
  | 'declined'
  | 'no-consent'
  /** During the visit. */
  | 'consent-withdrawn'
  | 'too-young'

/** Limits of a visit (design section 3; circular 400.8.1.2/13999 for the photo). */
export const limits = {
  birthDateTries: 3,
  photoRetakes: 4,
  verifyTries: 3,
} as const
