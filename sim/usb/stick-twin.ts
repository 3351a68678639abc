import type { Clock } from '../../hal/contract/clock.ts'
import type { MediaFault, Stick } from '../../hal/contract/removable-media.ts'
import { FileSystem } from '../disk/file-system.ts'
import { MemoryDisk } from '../disk/memory-disk.ts'
import type { SeededRandom } from '../random/seeded-random.ts'

export interface StickOptions {
  readonly label?: string
  readonly fileSystem?: Stick['fileSystem']
  /** 4 GB by default. */
  readonly capacityBytes?: number
  /** Chooses what a pull leaves of what was not flushed; without it the worst, which is nothing. */
  readonly random?: SeededRandom
  /** A slow one: every call takes so long on this clock. */
  readonly slow?: { readonly clock: Clock; readonly callMs: number }
}

/** A stick in a person's hand. Its content goes with it from kiosk to kiosk, as a pull has left it. */
export class StickTwin {
  /** Its contents; the world may read and write here while it is not plugged. */
  readonly disk: MemoryDisk
  readonly label: string
  readonly fileSystem: Stick['fileSystem']
  readonly random: SeededRandom | undefined
  readonly slow: StickOptions['slow']
  /** Falls out of its socket in the midst of the call after this number; counted from each plugging. */
  pulledAfterCalls = Number.POSITIVE_INFINITY
  /** It cannot be opened, and this is why. */
  unusable: MediaFault | undefined
  /** Its socket reports a pull only when told to, and lets go of what is gone, as a program that served it does. */
  goesUnnoticed = false
  /** The reason why the system does not release it. */
  clings: MediaFault | undefined

  constructor(options: StickOptions = {}) {
    const { label = '', fileSystem = 'fat', capacityBytes = 4e9, random, slow } = options
    const medium = new FileSystem()
    medium.capacityBytes = capacityBytes
    this.disk = new MemoryDisk([], medium)
    this.label = label
    this.fileSystem = fileSystem
    this.random = random
    this.slow = slow
  }

  get freeBytes(): number {
    const used = [...this.disk.contents().values()].reduce((sum, bytes) => sum + bytes.length, 0)
    return Math.max(0, this.disk.medium.capacityBytes - used)
  }

  /** All that is in the cache goes to the medium, as far as the medium is honest; the cache is forgotten. */
  flush(): void {
    this.#flushBelow('.')
    this.disk.medium.powerCut(this.random)
  }

  #flushBelow(directory: string): void {
    const { medium } = this.disk
    const listed = medium.list(directory)
    for (const entry of listed.ok ? listed.value : []) {
      const path = `${directory}/${entry.name}`
      if (entry.directory) this.#flushBelow(path)
      else medium.flush(path)
    }
    medium.flushDirectory(directory)
  }
}
