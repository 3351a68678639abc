import type { Clock } from '../../../hal/contract/clock.ts'
import type { DiskFault } from '../../../hal/contract/disk.ts'
import type { Result } from '../../../hal/contract/result.ts'
import { checkedFact } from '../../core/log/event-field.ts'
import type { Log } from '../../core/log/log.ts'
import type { PendingSaves } from '../../custody/document/pending-saves.ts'
import { createScrub } from '../../custody/spool/scrub.ts'
import type { Spool } from '../../custody/spool/spool.ts'

/** The part of a kiosk that is looked after. */
export interface UpkeepContext {
  readonly parts: { readonly clock: Clock; readonly log: Log }
  readonly stores: { readonly spool: Spool; readonly pending: Pick<PendingSaves, 'tryAgain'> }
  readonly batching: { check(): Promise<Result<void, DiskFault>> }
  readonly busy: boolean
}

const everyMs = 30_000

/** Five of 0.8 MB are a fifth of a second of reading on a slow card. */
const packetsEachTime = 5

/** The regular duties of a kiosk until `signal` aborts: closes batches, and looks for rotted packets. */
export async function runUpkeep(kiosk: UpkeepContext, signal: AbortSignal): Promise<void> {
  const { clock, log } = kiosk.parts
  const rounds = createScrub(kiosk.stores.spool)
  let unread: string | undefined
  while (!signal.aborted) {
    await kiosk.stores.pending.tryAgain()
    const closed = await kiosk.batching.check()
    if (!closed.ok) log('batch-not-closed', { fault: closed.fault.kind })
    const checked = kiosk.busy ? undefined : await rounds.check(packetsEachTime)
    // Once, and not every half minute for as long as a sector is bad.
    const fault = checked && !checked.ok ? checked.fault : undefined
    if (fault && fault.path !== unread) log('packets-not-checked', { fault: fault.kind })
    unread = fault?.path ?? unread
    for (const sha256 of checked?.ok ? checked.value : [])
      log('packet-damaged', { sha256: checkedFact('hash', sha256) })
    await clock.sleep(everyMs, signal)
  }
}
