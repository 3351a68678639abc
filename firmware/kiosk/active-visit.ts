import type { DiskFault } from '../../hal/contract/disk.ts'
import type { Notice } from '../interface/lobby/lobby.ts'
import type { VisitRunner } from '../recording/runtime/visit-runner.ts'
import type { VisitEnd } from '../recording/visit/visit-state.ts'
import type { Ticket } from '../school/queue/queue-day.ts'
import type { RosterStore } from '../school/roster/roster-store.ts'
import type { Student } from '../school/roster/student.ts'

/** One visit at the panel, with the student it belongs to. */
export interface ActiveVisit {
  readonly runner: VisitRunner
  readonly student: Student
  readonly number: string
  /** In the address of the photos that wait for approval; new for every visit. */
  readonly pictureToken: string
}

/** Last part of the address of one of the photos; new each time photos are taken. */
export function pictureName({ runner, pictureToken }: ActiveVisit, at: number): string {
  return `${pictureToken}-${runner.photoNumber}-${at + 1}`
}

/** Ends a visit whose student's consent a list has taken back while it was open. */
export function heedConsent(visit: ActiveVisit | undefined, roster: Pick<RosterStore, 'get'>): void {
  if (visit?.student.consentRef === undefined) return
  if (roster.get(visit.student.pid)?.consentRef === undefined)
    visit.runner.send({ type: 'consent-withdrawn' })
}

/** The words after a visit: the act is answered, not what lies behind it, or a stranger learns that somebody has begun. */
export function noticeOf(
  end: Exclude<VisitEnd, { readonly kind: 'kept' }>,
  unsaved: DiskFault | undefined,
): Notice {
  if (end.kind === 'erased') return unsaved ? 'not-erased' : end.reason
  return end.reason === 'left' || end.reason === 'quiet' ? 'parked' : end.reason
}

/** The change that the end of a visit makes to its ticket. */
export function ticketAfter(end: VisitEnd): Partial<Ticket> {
  if (end.kind !== 'parked') return { state: 'done' }
  return { state: 'parked', ...(end.reason === 'erasure-asked' && { wantsErasure: true }) }
}
