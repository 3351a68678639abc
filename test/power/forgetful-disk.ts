import * as files from 'node:fs/promises'
import { join } from 'node:path'
import type { Disk } from '../../hal/contract/disk.ts'
import { ok } from '../../hal/contract/result.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import type { PlantedFault } from '../../sim/disk/memory-disk.ts'

/** The real disk with flushes left out, as the disk in memory leaves them out. */
export function createForgetfulDisk(folder: string, faults: readonly PlantedFault[]): Disk {
  const disk = createNodeDisk(folder)
  return {
    ...disk,
    ...(faults.includes('skip-directory-flush') && { syncDirectory: async () => ok() }),
    ...(faults.includes('skip-file-flush') && {
      write: async (path, bytes) => ok(await files.writeFile(join(folder, path), bytes)),
      append: async (path, bytes) => ok(await files.appendFile(join(folder, path), bytes)),
    }),
  }
}
