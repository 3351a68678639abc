import type { Clock } from '../../hal/contract/clock.ts'
import type { DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import type { Stamp } from '../record/packet.ts'
import type { Spool } from '../spool/spool.ts'

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
      // A cut, or a full card, left a batch without its manifest: nothing new may come that would finish it.
      const isUnfinished = shelf.value.some(({ closed, packets }) => !closed && packets.length > 0)
      if (open.value.length === 0 && !isUnfinished) {
        openSinceMs = undefined
        return ok()
      }
      openSinceMs ??= clock.monotonicMs()
      const due =
        isUnfinished ||
        open.value.length >= policy.packets ||
        clock.monotonicMs() - openSinceMs >= policy.ageMinutes * 60_000
      if (!due) return ok()
      openSinceMs = undefined
      const closed = await spool.closeBatch(stamp())
      return closed.ok ? ok() : closed
    },
  }
}
