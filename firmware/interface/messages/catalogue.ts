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
import type { UnlockState } from '../../service/unlock/step-unlock.ts'
import type { Notice, NumberTrouble } from '../lobby/lobby.ts'
import type { DiagnosticsMessages } from './diagnostics-messages.ts'
import type { Message } from './message.ts'
import type { QueueMessages } from './queue-messages.ts'
import type { SettingsMessages } from './settings-messages.ts'
import type { SetupMessages, StorageMessages } from './setup-messages.ts'

/** Every word of the panel. A locale that misses one does not compile. */
export interface Catalogue {
  readonly steps: readonly [string, string, string, string, string, string]
  readonly fingers: readonly [string, string, string, string, string, string, string, string, string, string]
  readonly fingerCount: (done: number) => string
  readonly button: Record<ButtonLabel, string>
  readonly idle: Message & {
    readonly waiting: string
    readonly start: (ticket: string) => string
    /** Said by those behind: the first in line is not here. */
    readonly absent: (ticket: string) => string
  }
  readonly number: Message & { readonly example: string; readonly trouble: Record<NumberTrouble, string> }
  readonly called: (number: string, sentBack: string | undefined) => Message
  readonly notice: Record<Notice, Message>
  readonly birthDate: Message & { readonly example: string; readonly wrong: string }
  readonly confirm: (maskedName: string, className: string) => Message
  readonly assent: Message
  readonly photo: {
    readonly live: (background: 'red' | 'blue') => Message
    readonly count: Message
    readonly taking: Message
    /** The requests of the live picture. */
    readonly hint: Record<FaceHint | 'ready', string>
    readonly choose: (photos: number, retakesLeft: number) => Message
    /** Advice about a photo that was taken. */
    readonly flaw: Record<FaceHint, string>
    readonly suggested: string
    readonly alt: (photo: number) => string
    /** The finding of the live picture. */
    readonly mirror: string
    readonly fault: Record<CameraTrouble, Message>
  }
  /** `box` names the place to draw in. */
  readonly signature: Message & { readonly box: string; readonly excuse: Message }
  /** Why there is no signature, here and at the approval. */
  readonly unsigned: Record<InkException, string>
  readonly finger: {
    readonly opening: Message
    readonly place: (finger: string) => Message
    /** While the picture comes, the student may get the next finger ready. */
    readonly lift: (next: string | undefined) => Message
    readonly release: string
    /** Something lies on the glass: a finger or dirt. */
    readonly stays: Message
    readonly retry: (finger: string, reason: PressReason) => Message
    /** Another finger than the lit one, recorded before under its own name. */
    readonly repeated: (finger: string, other: string) => Message
    readonly reopening: Message
    /** A finger that was taken back and is asked for again. */
    readonly placeAgain: (finger: string) => Message
    readonly good: Message
    readonly excuse: (finger: string) => Message
    readonly exception: Record<FingerException, string>
    readonly fault: Record<ScannerTrouble, Message>
  }
  readonly verify: {
    readonly place: (finger: string) => Message
    readonly different: Message
    readonly same: Message
    readonly noted: Message
  }
  readonly review: Message & {
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
    readonly pick: Message & { readonly otherHand: readonly [string, string] }
  }
  readonly approval: Message & { readonly box: string; readonly excuse: Message }
  readonly keeping: Message
  readonly closing: Message
  readonly receipt: Message & { readonly qrAlt: string }
  /** Eight characters of a receipt are asked for. */
  readonly code: Message & { readonly example: string; readonly mistyped: string }
  /** The fate of a recording. */
  readonly answer: (answer: ReceiptAnswer) => Message
  readonly leave: Message
  readonly stillHere: Message
  readonly stuck: Record<StorageFault, Message>
  readonly helpCalled: string
  /** The contact of the box opened; for staff, in front of everybody. */
  readonly caseOpened: string
  readonly queue: QueueMessages
  readonly doctor: DiagnosticsMessages
  /** On a box that has no school yet. */
  readonly setup: SetupMessages
  /** Of a box whose memory card does not let it begin. */
  readonly storage: StorageMessages
  readonly unlock: (state: UnlockState) => Message
  /** The code by which an office enrols this box. */
  readonly enrolment: Message & { readonly qrAlt: string; readonly button: string }
  /** Said to staff of a stick in the box, on the idle screen. */
  readonly stick: (notice: StickNotice) => string
  readonly settings: SettingsMessages
}

export type ButtonLabel =
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
