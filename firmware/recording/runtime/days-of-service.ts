import type { Stamp } from '../../custody/packet/packet.ts'
import type { DayLine } from '../../custody/spool/journal-index.ts'

/**
 * How many days of service began after a moment. The order is the journal's, by starts and the time since; the
 * clock decides only what is another day, and where its trust is `none` a day takes another start as well. So a
 * clock that jumps ends nothing.
 */
export function daysOfServiceSince(days: readonly DayLine[], since: Stamp): number {
  const later = days.filter(({ time }) => isLater(time, since))
  const vouched = later.filter(({ time }) => time.trust !== 'none').map(({ day }) => day)
  const started = later.filter(({ time }) => time.trust === 'none' && time.boot > since.boot)
  return new Set(vouched).size + new Set(started.map(({ time }) => time.boot)).size
}

function isLater(one: Stamp, other: Stamp): boolean {
  return one.boot > other.boot || (one.boot === other.boot && one.sinceBootMs > other.sinceBootMs)
}
