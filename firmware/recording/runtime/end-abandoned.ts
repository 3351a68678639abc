import type { DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import type { EntryOf } from '../../custody/journal/journal-entry.ts'
import type { Stamp } from '../../custody/packet/packet.ts'
import type { Draft } from '../../custody/spool/draft.ts'
import { eraseDraft } from '../../custody/spool/erase-draft.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { visitEntrySchema } from '../visit/visit-entry.ts'

/**
 * Ends a visit to which no student came back for a number of days of service, and says whether it did. Its pieces go,
 * the reason stays in the journal.
 */
export async function endAbandoned(
  spool: Spool,
  draft: Draft,
  afterDays: number,
): Promise<Result<boolean, DiskFault>> {
  const last = visitEntrySchema.safeParse(draft.entries.at(-1)).data
  if (!last || daysOfServiceSince(spool.facts.days, last.at) < afterDays) return ok(false)
  const erased = await eraseDraft(spool, draft.visitId, 'abandoned')
  return erased.ok ? ok(true) : erased
}

/**
 * How many days of service began after a moment. The order is the journal's, by starts and the time since; the
 * clock decides only what is another day, and where nobody vouches for it a day takes another start as well. So a
 * clock that jumps ends nothing.
 */
export function daysOfServiceSince(days: readonly EntryOf<'day'>[], since: Stamp): number {
  const later = days.filter(({ time }) => isLater(time, since))
  const vouched = later.filter(({ time }) => time.trust !== 'none').map(({ day }) => day)
  const started = later.filter(({ time }) => time.trust === 'none' && time.boot > since.boot)
  return new Set(vouched).size + new Set(started.map(({ time }) => time.boot)).size
}

function isLater(one: Stamp, other: Stamp): boolean {
  return one.boot > other.boot || (one.boot === other.boot && one.sinceBootMs > other.sinceBootMs)
}
