import { closeBatch } from '../../firmware/custody/spool/close-batch.ts'
import type { JournalIndex } from '../../firmware/custody/spool/journal-index.ts'
import type { Spool } from '../../firmware/custody/spool/spool.ts'
import { aroundDisk } from '../../hal/contract/around-disk.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import { ok } from '../../hal/contract/result.ts'
import type { PlantedFault } from '../../sim/disk/memory-disk.ts'

/** Mistakes that a kiosk must never make: a world that lets one pass proves nothing. */
export const plantedBugs = [
  'skip-file-flush',
  'skip-directory-flush',
  'purge-before-receipt',
  'acknowledge-before-rename',
  'reuse-batch-number',
] as const

export type PlantedBug = (typeof plantedBugs)[number]

/** Those that lie in the disk itself. */
export function diskFaultsOf(bug: PlantedBug | undefined): readonly PlantedFault[] {
  return bug === 'skip-file-flush' || bug === 'skip-directory-flush' ? [bug] : []
}

/** Those that lie between firmware and disk. */
export function plantInDisk(bug: PlantedBug | undefined, disk: Disk, clock: Clock): Disk {
  if (bug === 'purge-before-receipt') {
    return change(disk, {
      write: async (path, bytes) => (path.startsWith('receipt/') ? ok() : disk.write(path, bytes)),
    })
  }
  if (bug !== 'acknowledge-before-rename') return disk
  return change(disk, {
    async rename(from, to) {
      if (!to.startsWith('spool/new/')) return disk.rename(from, to)
      void clock
        .sleep(4_000)
        .then(() => disk.rename(from, to))
        .then(() => disk.syncDirectory('spool/new'))
      return ok()
    },
  })
}

/** The one that lies in the firmware's memory: it does not know which batches it has signed. */
export function plantInSpool(bug: PlantedBug | undefined, spool: Spool): Spool {
  if (bug !== 'reuse-batch-number') return spool
  return {
    ...spool,
    closeBatch(stamp) {
      const index = { ...spool.index, batches: new Map(), highestSeq: 0 }
      const facts = { batches: new Map(), highestSeq: 0 } as unknown as JournalIndex
      return closeBatch({ ...spool, index, facts }, stamp)
    },
  }
}

function change(disk: Disk, changes: Partial<Disk>): Disk {
  return { ...aroundDisk(disk, (_call, work) => work()), ...changes }
}
