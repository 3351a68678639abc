import type { ReceiptAnswer } from '../student-receipt/check-receipt.ts'
import type { EraseReason } from '../visit/visit-state.ts'

/** What the panel shows while nobody is being recorded. */
export type Lobby =
  | { readonly at: 'idle' }
  | { readonly at: 'number'; readonly trouble?: NumberTrouble }
  | { readonly at: 'ticket'; readonly number: string; readonly ahead: number }
  /** Someone is called by the others in line; `sentBack` did not come after three calls. */
  | { readonly at: 'called'; readonly number: string; readonly sentBack?: string }
  | { readonly at: 'farewell'; readonly why: Farewell }
  /** Somebody types the eight characters of a receipt. */
  | { readonly at: 'code'; readonly mistyped?: true }
  | { readonly at: 'answer'; readonly answer: ReceiptAnswer }

export type NumberTrouble = 'unknown' | 'recorded'

/** Why a visit ended without a receipt, or could not begin. */
export type Farewell = EraseReason | 'parked' | 'not-erased' | OutOfService

/** Why this kiosk takes nobody in: until somebody helps it, or for good (`revoked`). */
export type OutOfService = 'disk-full' | 'disk-broken' | 'keys-lost' | 'revoked' | 'outdated'

/** How long a lobby screen stands without a touch, in milliseconds. */
export const lobbyDelays = {
  number: 45_000,
  ticket: 15_000,
  called: 15_000,
  farewell: 12_000,
  code: 45_000,
  answer: 20_000,
} as const
