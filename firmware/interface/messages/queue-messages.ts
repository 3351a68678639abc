import type { WaitRange } from '../../school/queue/pace.ts'
import type { ScanTrouble } from '../lobby/lobby.ts'
import type { Message } from './message.ts'

/** A day, `YYYY-MM-DD`, as people of a language write it out. */
export function longDate(day: string, language: 'id' | 'en-GB'): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(day))
}

/** Every word around the line. */
export interface QueueMessages {
  readonly ticket: (number: string, ahead: number, wait: WaitRange | undefined) => Message
  readonly ticketQr: { readonly line: string; readonly alt: string }
  /** On the idle screen while a student's turn has come. */
  readonly nowCalled: (number: string) => Message
  readonly scan: Readonly<Record<'number' | 'receipt', Message>> & {
    readonly trouble: Record<ScanTrouble, string>
  }
  readonly findClass: Message
  readonly findName: Message
  readonly noName: Message
  readonly page: (page: number, pages: number) => string
  readonly pin: Message & { readonly example: string; readonly wrong: string; readonly later: string }
  /** Neither fact alone is called wrong: a stranger would learn which numbers there are. */
  readonly ownerWrong: string
  /** A button: the recording of this number is erased. */
  readonly erase: (number: string) => string
  readonly possibleFrom: (day: string) => string
  readonly newPin: { readonly choose: Message; readonly repeat: Message; readonly differs: string }
  /** Asks whether it is this day, `YYYY-MM-DD`. */
  readonly date: (day: string) => Message
  readonly enterDate: Message & { readonly example: string; readonly wrong: string }
  readonly attendant: (waiting: number, parked: number, calledClass: string | undefined) => Message
  /** Pupils of whom a class list spoke in a way that nobody has settled. */
  readonly conflicts: (count: number) => string
  readonly callClass: Message
  readonly putFirst: Message
  readonly nobodyWaits: Message
  readonly button: Record<QueueButton, string>
}

export type QueueButton =
  | 'findName'
  | 'scan'
  | 'attend'
  | 'callClass'
  | 'endClass'
  | 'putFirst'
  | 'date'
  | 'liftGuesses'
  | 'rightDate'
  | 'wrongDate'
  | 'previous'
  | 'next'
