import { defaultZone, schoolDay } from '../../core/school-day.ts'

/** A moment as a record writes it: the day where the schools are, and the time in UTC. */
export interface RecordDay {
  /** `YYYYMMDD`. */
  readonly day: string
  /** `YYYYMMDDHHMMSSZ`. */
  readonly moment: string
}

const earliestMs = Date.UTC(1970, 0, 1)
const latestMs = Date.UTC(2099, 11, 30)

/** The clock's word, believed or not; `undefined` where a record has no way to write it. */
export function recordDay(wallMs: number): RecordDay | undefined {
  if (wallMs < earliestMs || wallMs > latestMs) return undefined
  // A packet names no zone, so it is that of every school without one of its own.
  const day = schoolDay(wallMs, defaultZone)
  const moment = new Date(wallMs).toISOString().slice(0, 19)
  return { day: day.replaceAll('-', ''), moment: `${moment.replaceAll(/\D/g, '')}Z` }
}
