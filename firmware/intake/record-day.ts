/** A moment as a record writes it: the day where the office is, and the time in UTC. */
export interface RecordDay {
  /** `YYYYMMDD`. */
  readonly day: string
  /** `YYYYMMDDHHMMSSZ`. */
  readonly moment: string
}

// A packet names no zone. Western Indonesian Time is that of the office it goes to.
const officeOffsetMs = 7 * 3_600_000
const earliestMs = Date.UTC(1970, 0, 1)
const latestMs = Date.UTC(2099, 11, 30)

/** The clock's word, believed or not; `undefined` where a record has no way to write it. */
export function recordDay(wallMs: number): RecordDay | undefined {
  if (wallMs < earliestMs || wallMs > latestMs) return undefined
  const day = digits(wallMs + officeOffsetMs).slice(0, 8)
  return { day, moment: `${digits(wallMs)}Z` }
}

function digits(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 19).replaceAll(/\D/g, '')
}
