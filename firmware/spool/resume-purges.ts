import { ok, type Result } from '../../hal/contract/result.ts'
import { type AcceptFault, acceptReceipt } from './accept-receipt.ts'
import type { Spool } from './spool.ts'

/** After a cut between storing a receipt and purging: applies every stored receipt once more. */
export async function resumePurges(
  spool: Spool,
  receiptKeys: readonly string[],
): Promise<Result<void, AcceptFault>> {
  const listed = await spool.disk.list('receipt')
  if (!listed.ok) return listed
  for (const { name } of listed.value.filter((entry) => entry.name.endsWith('.json'))) {
    const bytes = await spool.disk.read(`receipt/${name}`)
    const signature = await spool.disk.read(`receipt/${name.replace(/json$/, 'sig')}`)
    if (!bytes.ok) return bytes
    // Without its signature a receipt is only a torn write: it comes again from the registry.
    if (!signature.ok) continue
    await acceptReceipt(spool, bytes.value, Buffer.from(signature.value).toString('latin1'), receiptKeys)
  }
  return ok()
}
