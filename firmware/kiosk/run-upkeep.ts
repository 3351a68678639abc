import { checkedFact } from '../event/event-field.ts'
import { createPacketRounds } from '../spool/packet-rounds.ts'
import type { Kiosk } from './kiosk.ts'

const everyMs = 30_000

/** Five of 0.8 MB are a fifth of a second of reading on a slow card. */
const packetsEachTime = 5

/** What a kiosk does from time to time until `signal` aborts: closes batches, and looks for packets that rotted. */
export async function runUpkeep(kiosk: Kiosk, signal: AbortSignal): Promise<void> {
  const { clock, log } = kiosk.parts
  const rounds = createPacketRounds(kiosk.stores.spool)
  while (!signal.aborted) {
    const closed = await kiosk.batching.check()
    if (!closed.ok) log('batch-not-closed', { fault: closed.fault.kind })
    const checked = kiosk.busy ? undefined : await rounds.check(packetsEachTime)
    if (checked && !checked.ok) log('packets-not-checked', { fault: checked.fault.kind })
    for (const sha256 of checked?.ok ? checked.value : [])
      log('packet-damaged', { sha256: checkedFact('hash', sha256) })
    await clock.sleep(everyMs, signal)
  }
}
