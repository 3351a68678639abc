import type { DiskFault } from '../../hal/contract/disk.ts'
import type { Notice } from '../interface/lobby/lobby.ts'
import type { VisitRunner } from '../recording/runtime/visit-runner.ts'
import { type StrangerReason, strangerReasons, type VisitEnd } from '../recording/visit/visit-state.ts'
import { giveBackTicket, type QueueDay, setTicket } from '../school/queue/queue-day.ts'
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

/** The words after a visit; a stranger reads the same whether something was begun or not. */
export function noticeOf(
  end: Exclude<VisitEnd, { readonly kind: 'kept' }>,
  unsaved: DiskFault | undefined,
): Notice {
  if (isStranger(end.reason)) return end.reason
  if (end.kind === 'erased') return unsaved ? 'not-erased' : end.reason
  return end.reason === 'left' || end.reason === 'quiet' ? 'parked' : end.reason
}

/** The line after a visit. A person who was not the owner of a ticket takes it from nobody. */
export function queueAfter(queue: QueueDay, number: string, end: VisitEnd): QueueDay {
  if (end.kind === 'parked') {
    const asked = end.reason === 'erasure-asked' && ({ wantsErasure: true } as const)
    return setTicket(queue, number, { state: 'parked', ...asked })
  }
  return end.kind === 'erased' && isStranger(end.reason)
    ? giveBackTicket(queue, number)
    : setTicket(queue, number, { state: 'done' })
}

function isStranger(reason: string): reason is StrangerReason {
  return strangerReasons.some((one) => one === reason)
}
