import type { DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import type { Draft } from '../../custody/spool/draft.ts'
import { eraseDraft } from '../../custody/spool/erase-draft.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { visitEntrySchema } from '../visit/visit-entry.ts'
import { daysOfServiceSince } from './days-of-service.ts'

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
