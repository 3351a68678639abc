import type { DiskFault } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { readStoredPacket } from './check-packet.ts'
import type { Spool } from './spool.ts'

/** Looks at every packet here again and again, a few at a time, so that rot is found while a technician can help. */
export interface Scrub {
  /** Compares the next `count` packets with their names; the value is those that were damaged. */
  check(count: number): Promise<Result<readonly string[], DiskFault>>
}

export function createScrub(spool: Spool): Scrub {
  let ahead: (readonly [sha256: string, seq: number | undefined])[] = []
  return {
    async check(count) {
      const damaged: string[] = []
      for (let left = count; left > 0; left -= 1) {
        if (ahead.length === 0) ahead = everyPacket(spool)
        const [sha256, seq] = ahead.pop() ?? []
        if (sha256 === undefined) return ok(damaged)
        // In the meantime it may have gone into a batch or to the registry.
        if (!isThere(spool, sha256, seq)) continue
        const checked = await readStoredPacket(spool, sha256, seq)
        if (!checked.ok) return checked
        if (spool.facts.damaged.has(sha256)) damaged.push(sha256)
        // It lies there still, and the medium does not give it.
        else if (!checked.value.sound && isThere(spool, sha256, seq))
          return err({ kind: 'broken', path: `${sha256}.packet`, detail: 'unreadable' })
      }
      return ok(damaged)
    },
  }
}

function everyPacket({ index }: Spool): (readonly [string, number | undefined])[] {
  const batches = [...index.batches.values()]
  const inBatches = batches.flatMap(({ seq, packets }) => packets.map((sha256) => [sha256, seq] as const))
  return [...[...index.open].map((sha256) => [sha256, undefined] as const), ...inBatches]
}

function isThere({ index }: Spool, sha256: string, seq: number | undefined): boolean {
  return seq === undefined
    ? index.open.has(sha256)
    : (index.batches.get(seq)?.packets.includes(sha256) ?? false)
}
