import type { Clock } from '../../../hal/contract/clock.ts'
import type { Log } from '../../core/log/log.ts'
import type { Document } from '../../custody/document/document.ts'
import type { QueueDay, Ticket } from '../../school/queue/queue-day.ts'
import type { BirthDateGuard } from '../../school/roster/birth-date-guard.ts'
import type { RosterStore } from '../../school/roster/roster-store.ts'
import type { Student } from '../../school/roster/student.ts'
import type { Lobby, OutOfService } from './lobby.ts'
import type { ReceiptLookup } from './receipt-lookup.ts'
import type { Scanned } from './scan-code.ts'

/** The part of a kiosk that its lobby needs. */
export interface LobbyContext {
  readonly clock: Clock
  readonly log: Log
  readonly queue: Document<QueueDay>
  readonly roster: RosterStore
  readonly birthDates: BirthDateGuard
  readonly receipts: ReceiptLookup
  /** Address of the pages for phones; absent without one in the school's network. */
  readonly schoolPage: string | undefined
  readonly nowMs: () => number
  readonly today: () => string
  /** Reads a code that is held before the camera; see `scanCode`. */
  readonly scan: (signal: AbortSignal, strange: () => void) => Promise<Scanned | undefined>
  /** The reason why no student can be recorded here now; nothing when all is well. */
  readonly whyNot: () => OutOfService | undefined
  /** Before the first ticket of a day: notes the day and ends abandoned visits. */
  readonly beginDay: () => Promise<void>
}

/** The lobby's requests to the kiosk around it. */
export interface LobbyHooks {
  /** The lobby looks different now. */
  readonly changed: () => void
  /** The number whose turn it is is to be called once more. */
  readonly calledAgain: () => void
  /** The idle screen is back: nothing of the person before may be left. */
  readonly left: () => void
  readonly callHelp: () => void
  /** Whether a student is being recorded. */
  readonly isBusy: () => boolean
  /** Opens the visit of a ticket; `isOwnerHere`: both facts of identity were given a moment ago. */
  readonly begin: (ticket: Ticket, student: Student, isOwnerHere: boolean) => Promise<void>
}

/** The lobby as the controllers within it see it. */
export interface LobbyPanel {
  readonly lobby: Lobby
  /** Shows a lobby screen until a touch, or its time is over. */
  show(lobby: Lobby): void
  /** Changes the day's queue durably; a disk that refuses is shown to the person at the panel. */
  changeQueue(change: (queue: QueueDay) => QueueDay): Promise<boolean>
}
