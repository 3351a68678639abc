import type { QueueDay } from '../../school/queue/queue-day.ts'
import { eligibility, mayRecordFrom } from '../../school/roster/eligibility.ts'
import type { Student } from '../../school/roster/student.ts'
import type { Notice } from './lobby.ts'

/** Why a pupil is not recorded now, and from which day it is possible. */
export interface NoTicket {
  readonly why: Notice
  readonly from?: string
}

/** Said before a student waits in line for nothing. A visit that was begun is left to end by itself. */
export function whyNoTicket(student: Student, { tickets }: QueueDay, today: string): NoTicket | undefined {
  const birthDate = student.birthDate.reveal()
  if (student.recorded) return { why: 'recorded' }
  if (tickets.some(({ pid, state }) => pid === student.pid && state === 'parked')) return undefined
  if (eligibility(birthDate, student.married, today) === 'too-young')
    return { why: 'too-young', from: mayRecordFrom(birthDate) }
  return student.consentRef === undefined ? { why: 'no-consent' } : undefined
}
