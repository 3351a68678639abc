import type { ReceiptAnswer } from '../../custody/student-receipt/check-receipt.ts'
import type { EraseReason } from '../../recording/visit/visit-state.ts'
import type { WaitRange } from '../../school/queue/pace.ts'
import type { Finding } from '../../service/diagnostics/finding.ts'
import type { Question, Task } from '../../service/diagnostics/guide.ts'

/** The states of the panel between visits. */
export type Lobby =
  | { readonly type: 'idle' }
  | { readonly type: 'number'; readonly trouble?: NumberTrouble }
  /** The second fact, before anything is said about the owner of a number; wrong for a number that nobody has. */
  | { readonly type: 'birth-date'; readonly trouble?: 'wrong' }
  /** A student without a number at hand looks for a class, then for a name. */
  | { readonly type: 'class'; readonly classes: readonly string[]; readonly page: number }
  | { readonly type: 'name'; readonly names: readonly MaskedPupil[]; readonly page: number }
  /** A school card or a receipt is held before the camera. */
  | { readonly type: 'scan'; readonly wanted: 'number' | 'receipt'; readonly trouble?: ScanTrouble }
  | TicketLobby
  /** Someone is called by the others in line; `sentBack` did not come after three calls. */
  | { readonly type: 'called'; readonly number: string; readonly sentBack?: string }
  /** `from`: the day from which it is possible, `YYYY-MM-DD`. */
  | { readonly type: 'notice'; readonly why: Notice; readonly from?: string }
  /** A student types the eight characters of a receipt. */
  | { readonly type: 'code'; readonly mistyped?: true }
  | { readonly type: 'answer'; readonly answer: ReceiptAnswer }
  | AttendantLobby
  | DoctorLobby

/** A number was taken, or asked for again. */
export interface TicketLobby {
  readonly type: 'ticket'
  readonly number: string
  readonly ahead: number
  readonly wait?: WaitRange
  /** Where a phone shows how the wait goes on; absent without a page on the school's network. */
  readonly pageUrl?: string
}

/** The attendant's view. */
export type AttendantLobby =
  | { readonly type: 'pin'; readonly trouble?: 'wrong' | 'later' }
  /** A box that was just set up, or was told to forget its PIN, asks for a new one, twice. */
  | { readonly type: 'new-pin'; readonly step: 'choose' | 'repeat'; readonly trouble?: 'differs' }
  /** Whether it is this day, `YYYY-MM-DD`. */
  | { readonly type: 'date'; readonly day: string }
  | { readonly type: 'enter-date'; readonly trouble?: 'wrong' }
  /** `conflicts`: pupils of whom a class list spoke in a way that nobody has settled. */
  | { readonly type: 'attendant'; readonly conflicts?: number; readonly isAnyShutOut?: true }
  | { readonly type: 'call-class'; readonly classes: readonly string[]; readonly page: number }
  | { readonly type: 'put-first'; readonly page: number }
  /** The code that an office scans to enrol this box. */
  | { readonly type: 'enrolment'; readonly text: string }

/** The box is being checked. */
export type DoctorLobby =
  | { readonly type: 'doctor'; readonly step: 'working' }
  | { readonly type: 'doctor'; readonly step: 'ask'; readonly question: Question }
  | { readonly type: 'doctor'; readonly step: 'task'; readonly task: Task }
  | {
      readonly type: 'doctor'
      readonly step: 'result'
      readonly findings: readonly Finding[]
      /** The text of its QR code. */
      readonly line: string
      readonly page: number
    }

/** Someone on a class list, as far as others in the room may know. */
export interface MaskedPupil {
  readonly pid: string
  readonly maskedName: string
}

/** Why a code did not help: nothing of ours in it, or nothing sees codes here. */
export type ScanTrouble = 'no-number' | 'no-camera'

export type NumberTrouble = 'unknown'

/** Why a visit ended without a receipt, or could not begin. */
export type Notice =
  | EraseReason
  | 'parked'
  | 'not-erased'
  | 'recorded'
  | 'too-many-dates'
  | 'erasure-asked'
  | OutOfService

/** The reason why no visit begins at this kiosk: until a technician helps it, or for good (`revoked`). */
export type OutOfService = 'disk-full' | 'disk-broken' | 'keys-lost' | 'revoked' | 'outdated'

/** How long a lobby screen stays without a touch, in milliseconds. */
export const lobbyDelays = {
  number: 45_000,
  'birth-date': 45_000,
  class: 45_000,
  name: 45_000,
  ticket: 15_000,
  called: 15_000,
  notice: 12_000,
  scan: 45_000,
  code: 45_000,
  answer: 20_000,
  pin: 30_000,
  'new-pin': 60_000,
  date: 30_000,
  'enter-date': 45_000,
  attendant: 45_000,
  'call-class': 45_000,
  'put-first': 45_000,
  enrolment: 120_000,
  doctor: 180_000,
} as const
