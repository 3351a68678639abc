import type { DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { removeDraft } from './draft.ts'
import type { Spool } from './spool.ts'

/**
 * Ends a visit of which nothing may be kept: the coded reason is durable before a piece goes. Of a fault between
 * the two the next start hears, and takes the draft away.
 */
export async function eraseDraft(
  { disk, journal, facts }: Spool,
  visit: string,
  reason: string,
): Promise<Result<void, DiskFault>> {
  const noted = facts.closings.has(visit) ? ok() : await journal.append({ op: 'erased', visit, reason })
  return noted.ok ? removeDraft(disk, visit) : noted
}
