import { ok, type Result } from '../../hal/contract/result.ts'
import type { Stamp } from '../record/packet.ts'
import { receiptName } from '../record/receipt.ts'
import { type AcceptFault, acceptReceipt } from './accept-receipt.ts'
import type { Spool } from './spool.ts'

/** After a cut between storing a receipt and purging: applies the stored receipt of every batch still here. */
export async function resumePurges(
  spool: Spool,
  receiptKeys: readonly string[],
  at: Stamp,
): Promise<Result<void, AcceptFault>> {
  const shelf = await spool.batches()
  if (!shelf.ok) return shelf
  for (const { seq, packets } of shelf.value) {
    if (packets.length === 0) continue
    const name = `receipt/${receiptName(spool.identity.device, seq)}`
    const bytes = await spool.disk.read(`${name}.json`)
    const signature = await spool.disk.read(`${name}.sig`)
    // Without both files there is no receipt yet, or a torn one: it comes again from the registry.
    if (!bytes.ok || !signature.ok) continue
    const document = { bytes: bytes.value, signature: Buffer.from(signature.value).toString('latin1') }
    await acceptReceipt(spool, document, receiptKeys, at)
  }
  return ok()
}
