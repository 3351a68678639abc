import { schoolDay } from '../../core/school-day.ts'

/** A moment as a record writes it: the day where the schools are, and the time in UTC. */
export interface RecordDay {
  /** `YYYYMMDD`. */
  readonly day: string
  /** `YYYYMMDDHHMMSSZ`. */
  readonly moment: string
}

const earliestMs = Date.UTC(1970, 0, 1)
const latestMs = Date.UTC(2099, 11, 30)

/** The clock's word, believed or not, in the school's zone; `undefined` where a record has no way to write it. */
export function recordDay(wallMs: number, zone: string): RecordDay | undefined {
  if (wallMs < earliestMs || wallMs > latestMs) return undefined
  const day = schoolDay(wallMs, zone)
  const moment = new Date(wallMs).toISOString().slice(0, 19)
  return { day: day.replaceAll('-', ''), moment: `${moment.replaceAll(/\D/g, '')}Z` }
}
