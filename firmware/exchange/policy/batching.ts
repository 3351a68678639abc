import type { Clock } from '../../../hal/contract/clock.ts'
import type { DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import type { Stamp } from '../../custody/packet/packet.ts'
import { isUnfinished } from '../../custody/spool/close-batch.ts'
import type { Spool } from '../../custody/spool/spool.ts'

/** When open packets become a batch. */
export interface BatchPolicy {
  readonly packets: number
  readonly ageMinutes: number
}

/** Closes batches by count and by age; `check` is called after each visit and from time to time. */
export function createBatching(
  spool: Spool,
  clock: Clock,
  stamp: () => Stamp,
  policy: BatchPolicy,
): { check(): Promise<Result<void, DiskFault>> } {
  let openSinceMs: number | undefined
  return {
    async check() {
      const open = await spool.openPackets()
      if (!open.ok) return open
      const shelf = await spool.batches()
      if (!shelf.ok) return shelf
      // Nothing new may come that would finish it.
      const unfinished = shelf.value.some((batch) => isUnfinished(spool, batch))
      if (open.value.length === 0 && !unfinished) {
        openSinceMs = undefined
        return ok()
      }
      openSinceMs ??= clock.monotonicMs()
      const due =
        unfinished ||
        open.value.length >= policy.packets ||
        clock.monotonicMs() - openSinceMs >= policy.ageMinutes * 60_000
      if (!due) return ok()
      openSinceMs = undefined
      const closed = await spool.closeBatch(stamp())
      return closed.ok ? ok() : closed
    },
  }
}
