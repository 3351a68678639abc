import type { StickTrouble } from './stick-notice.ts'

/** All sticks in the box, in the order in which they came. At most one is worked on at a time. */
export interface StickTransferState {
  readonly sticks: readonly TransferStick[]
  /** The last one went before it was safe, and no other was put in. */
  readonly pulledEarly: boolean
}

export interface TransferStick {
  readonly id: string
  readonly stage: StickTransferStage
}

export type StickTransferStage =
  /** Another stick is being worked on. */
  | { readonly type: 'waiting' }
  | { readonly type: 'importing' }
  | ({ readonly type: 'exporting'; readonly done: number; readonly total: number } & Try)
  | ({ readonly type: 'verifying' } & Try)
  | { readonly type: 'releasing'; readonly outcome: StickTransferOutcome }
  /** Let go of: it may be pulled. */
  | { readonly type: 'safe'; readonly outcome: StickTransferOutcome }
  /** Never opened, or not released. */
  | { readonly type: 'trouble'; readonly cause: StickTrouble }

/** Exporting and verifying happen once, and once more where something did not come back as it was written. */
export interface Try {
  readonly number: 1 | 2
  readonly outcome: StickTransferOutcome
}

/** The result of a stick, in batches, receipts and files. */
export interface StickTransferOutcome {
  /** Batches that lie on it whole. */
  readonly carried: number
  /** Batches for which there was no room. */
  readonly left: number
  /** Receipts of this kiosk that were new. */
  readonly receipts: number
  readonly trouble: StickTrouble | undefined
}

export type StickTransferEvent =
  | { readonly type: 'attached' | 'detached' | 'released'; readonly id: string }
  | { readonly type: 'unusable'; readonly id: string; readonly cause: StickTrouble }
  | {
      readonly type: 'imported'
      readonly id: string
      readonly receipts: number
      readonly trouble: StickTrouble | undefined
    }
  | { readonly type: 'progressed'; readonly id: string; readonly done: number; readonly total: number }
  | {
      readonly type: 'exported'
      readonly id: string
      readonly carried: number
      readonly left: number
      /** Whether anything was written, and so has to be read back. */
      readonly written: boolean
    }
  /** `broken`: batches that did not come back as they were written. */
  | { readonly type: 'verified'; readonly id: string; readonly broken: number }
  | { readonly type: 'failed'; readonly id: string; readonly cause: StickTrouble }
  | { readonly type: 'time-up' }

/** Effects of the machine; the runner carries them out and reports by events. */
export type StickTransferEffect =
  | { readonly type: StickWork; readonly id: string }
  /** Reports `time-up` after a while. */
  | { readonly type: 'timer' }

export type StickWork = 'import' | 'export' | 'verify' | 'release'

export interface StickTransferStep {
  readonly state: StickTransferState
  readonly effects: readonly StickTransferEffect[]
}
