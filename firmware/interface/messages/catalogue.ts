import type { FingerException, InkException } from '../../core/exception-reason.ts'
import type { ReceiptAnswer } from '../../custody/student-receipt/check-receipt.ts'
import type { StickNotice } from '../../exchange/stick/stick-notice.ts'
import type { FaceHint } from '../../recording/face/judge-face.ts'
import type {
  CameraTrouble,
  PressReason,
  ScannerTrouble,
  StorageFault,
} from '../../recording/visit/visit-state.ts'
import type { Notice, NumberTrouble } from '../lobby/lobby.ts'
import type { DoctorWords } from './diagnostics-messages.ts'
import type { Words } from './message.ts'
import type { QueueWords } from './queue-messages.ts'
import type { SettingsWords } from './settings-messages.ts'
import type { SetupWords } from './setup-messages.ts'

/** Every word of the panel. A locale that misses one does not compile. */
export interface Catalogue {
  readonly steps: readonly [string, string, string, string, string, string]
  readonly fingers: readonly [string, string, string, string, string, string, string, string, string, string]
  readonly fingerCount: (done: number) => string
  readonly button: Record<ButtonName, string>
  readonly idle: Words & {
    readonly waiting: string
    readonly start: (ticket: string) => string
    /** Said by those behind: the first in line is not here. */
    readonly absent: (ticket: string) => string
  }
  readonly number: Words & { readonly example: string; readonly trouble: Record<NumberTrouble, string> }
  readonly called: (number: string, sentBack: string | undefined) => Words
  readonly farewell: Record<Notice, Words>
  readonly birthDate: Words & { readonly example: string; readonly wrong: string }
  readonly confirm: (maskedName: string, className: string) => Words
  readonly assent: Words
  readonly photo: {
    readonly live: (background: 'red' | 'blue') => Words
    readonly count: Words
    readonly taking: Words
    /** The requests of the live picture. */
    readonly hint: Record<FaceHint | 'ready', string>
    readonly choose: (photos: number, retakesLeft: number) => Words
    /** Advice about a photo that was taken. */
    readonly flaw: Record<FaceHint, string>
    readonly suggested: string
    readonly alt: (photo: number) => string
    /** The finding of the live picture. */
    readonly mirror: string
    readonly fault: Record<CameraTrouble, Words>
  }
  /** `box` names the place to draw in. */
  readonly signature: Words & { readonly box: string; readonly excuse: Words }
  /** Why there is no signature, here and at the approval. */
  readonly unsigned: Record<InkException, string>
  readonly finger: {
    readonly opening: Words
    readonly place: (finger: string) => Words
    /** While the picture comes, the student may get the next finger ready. */
    readonly lift: (next: string | undefined) => Words
    readonly release: string
    /** Something lies on the glass: a finger or dirt. */
    readonly stays: Words
    readonly retry: (finger: string, reason: PressReason) => Words
    /** Another finger than the lit one, recorded before under its own name. */
    readonly repeated: (finger: string, other: string) => Words
    readonly reopening: Words
    /** A finger that was taken back and is asked for again. */
    readonly placeAgain: (finger: string) => Words
    readonly good: Words
    readonly excuse: (finger: string) => Words
    readonly exception: Record<FingerException, string>
    readonly fault: Record<ScannerTrouble, Words>
  }
  readonly verify: {
    readonly place: (finger: string) => Words
    readonly different: Words
    readonly same: Words
    readonly noted: Words
  }
  readonly review: Words & {
    readonly parts: {
      readonly photo: string
      readonly signature: string
      readonly fingers: string
      readonly check: string
    }
    readonly fingersKept: (kept: number, exceptions: number) => string
    readonly checked: { readonly same: string; readonly different: string; readonly none: string }
    readonly kept: string
    readonly unsigned: string
    /** Which finger is pressed anew; the other hand is named by the one that is shown. */
    readonly pick: Words & { readonly otherHand: readonly [string, string] }
  }
  readonly approval: Words & { readonly box: string; readonly excuse: Words }
  readonly keeping: Words
  readonly closing: Words
  readonly receipt: Words & { readonly qrAlt: string }
  /** Eight characters of a receipt are asked for. */
  readonly code: Words & { readonly example: string; readonly mistyped: string }
  /** The fate of a recording. */
  readonly answer: (answer: ReceiptAnswer) => Words
  readonly leave: Words
  readonly stillHere: Words
  readonly stuck: Record<StorageFault, Words>
  readonly helpCalled: string
  /** The contact of the box opened; for staff, in front of everybody. */
  readonly caseOpened: string
  readonly queue: QueueWords
  readonly doctor: DoctorWords
  /** On a box that has no school yet. */
  readonly setup: SetupWords
  /** The code by which an office enrols this box. */
  readonly enrolment: Words & { readonly qrAlt: string; readonly button: string }
  /** Said to staff of a stick in the box, on the idle screen. */
  readonly stick: (notice: StickNotice) => string
  readonly settings: SettingsWords
}

export type ButtonName =
  | 'takeTicket'
  | 'submit'
  | 'erase'
  | 'back'
  | 'help'
  | 'leave'
  | 'close'
  | 'itsMe'
  | 'notMe'
  | 'agree'
  | 'decline'
  | 'takePhoto'
  | 'usePhoto'
  | 'retakePhoto'
  | 'clear'
  | 'keepSignature'
  | 'fingerTrouble'
  | 'tryAgain'
  | 'approve'
  | 'change'
  | 'done'
  | 'goOn'
  | 'later'
  | 'eraseAll'
  | 'stillHere'
  | 'checkReceipt'
  | 'cannotSign'
