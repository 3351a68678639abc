import type { WaitRange } from '../../school/queue/pace.ts'
import type { ScanTrouble } from '../lobby/lobby.ts'
import type { Words } from './message.ts'

/** Every word around the line. */
export interface QueueWords {
  readonly ticket: (number: string, ahead: number, wait: WaitRange | undefined) => Words
  readonly ticketQr: { readonly line: string; readonly alt: string }
  /** On the idle screen while a student's turn has come. */
  readonly nowCalled: (number: string) => Words
  readonly scan: Readonly<Record<'number' | 'receipt', Words>> & {
    readonly trouble: Record<ScanTrouble, string>
  }
  readonly findClass: Words
  readonly findName: Words
  readonly noName: Words
  readonly page: (page: number, pages: number) => string
  readonly pin: Words & { readonly example: string; readonly wrong: string; readonly later: string }
  readonly attendant: (waiting: number, parked: number, calledClass: string | undefined) => Words
  readonly callClass: Words
  readonly putFirst: Words
  readonly nobodyWaits: Words
  readonly button: Record<QueueButton, string>
}

export type QueueButton =
  | 'findName'
  | 'scan'
  | 'attend'
  | 'callClass'
  | 'endClass'
  | 'putFirst'
  | 'previous'
  | 'next'
