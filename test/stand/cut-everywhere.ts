import type { Disk } from '../../hal/contract/disk.ts'
import { hookDisk } from '../../sim/disk/hooked-disk.ts'
import type { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import { createSeededRandom, seedOf } from '../../sim/random/seeded-random.ts'

/** The facts that a check gets about one cut. */
export interface AfterCut {
  readonly medium: MemoryDisk
  /** Whether the work had said that it was done. */
  readonly done: boolean
  /** For the message of a failing check. */
  readonly when: string
}

// Only the process dies; or the power goes and takes all that was not flushed, or some of it.
const cuts = ['process died', 'power lost', 'part lost', 'another part lost'] as const

/**
 * For tests: does the work again and again, cut after 0, 1, 2 ... calls of the disk, until it gets through.
 * The call at the cut is either not made or, for content, half made. `check` sees what was left.
 */
export async function cutEverywhere(
  prepare: () => Promise<MemoryDisk>,
  work: (disk: Disk) => Promise<boolean>,
  check: (after: AfterCut) => Promise<void>,
): Promise<void> {
  for (const cut of cuts) {
    for (const torn of [false, true]) {
      let done = false
      for (let calls = 0; !done; calls += 1) {
        const medium = await prepare()
        done = await work(cutDisk(medium, calls, torn))
        if (cut === 'power lost') medium.powerCut()
        else if (cut !== 'process died') medium.powerCut(createSeededRandom(seedOf(cut, calls)))
        await check({ medium, done, when: `${cut} after ${calls} calls${torn ? ', torn' : ''}` })
      }
    }
  }
}

function cutDisk(medium: MemoryDisk, count: number, torn: boolean): Disk {
  let left = count
  return hookDisk(medium, ({ name, path, bytes }) => {
    left -= 1
    if (left >= 0) return undefined
    // A write under way reaches the cache, and from there the medium or not.
    const half = bytes?.subarray(0, bytes.length >> 1)
    if (torn && left === -1 && half && name === 'write') medium.medium.write(path, half)
    if (torn && left === -1 && half && name === 'append') medium.medium.append(path, half)
    return { kind: 'broken', path, detail: 'cut' }
  })
}
