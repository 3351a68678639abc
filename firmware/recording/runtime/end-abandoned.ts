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
 * How many days of service began after a moment. The order is the journal's; only days that the registry or an
 * attendant vouched for count, so that no clock and no number of starts ends anything. A later word that is earlier
 * takes back what was ahead of it: a wrong date that was vouched for once counts for one day at most.
 */
export function daysOfServiceSince(days: readonly EntryOf<'day'>[], since: Stamp): number {
  const counted: string[] = []
  for (const { day, time, vouched } of days) {
    if (vouched === undefined || !isLater(time, since)) continue
    while ((counted.at(-1) ?? '') >= day) counted.pop()
    counted.push(day)
  }
  return counted.length
}

function isLater(one: Stamp, other: Stamp): boolean {
  return one.boot > other.boot || (one.boot === other.boot && one.sinceBootMs > other.sinceBootMs)
}
