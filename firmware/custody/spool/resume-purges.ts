import type { DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { receiptName } from '../chain/receipt.ts'
import type { Stamp } from '../packet/packet.ts'
import { acceptReceipt } from './accept-receipt.ts'
import type { Spool } from './spool.ts'
import { listOwnReceipts } from './spool-index.ts'

/**
 * Applies stored receipts that were not carried out: after a cut between storing one and purging, and when a
 * damaged journal took its purge record.
 */
export async function resumePurges(
  spool: Spool,
  receiptKeys: readonly string[],
  at: Stamp,
): Promise<Result<void, DiskFault>> {
  const { disk, shelf, facts, identity } = spool
  const stored = await listOwnReceipts(disk, identity.device)
  if (!stored.ok) return stored
  for (const seq of stored.value) {
    if (!shelf.batches.has(seq) && facts.tombstones.has(seq)) continue
    const name = `receipt/${receiptName(identity.device, seq)}`
    const bytes = await disk.read(`${name}.json`)
    const signature = await disk.read(`${name}.sig`)
    // Without both files there is no receipt yet, or a torn one: it comes again from the registry.
    if (!bytes.ok || !signature.ok) continue
    const document = { bytes: bytes.value, signature: Buffer.from(signature.value).toString('latin1') }
    await acceptReceipt(spool, document, receiptKeys, at)
  }
  return ok()
}
