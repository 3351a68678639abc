import type { Disk, DiskEntry, DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import type { SeededRandom } from '../random/seeded-random.ts'
import { FileSystem } from './file-system.ts'

/** A flush that the code above the file system forgets: for proving that a test would see it. */
export type PlantedFault = 'skip-file-flush' | 'skip-directory-flush'

/** A disk in memory: over `medium` it makes the very calls that the real disk makes, in their order. */
export class MemoryDisk implements Disk {
  readonly medium: FileSystem
  readonly #faults: readonly PlantedFault[]

  constructor(faults: readonly PlantedFault[] = [], medium = new FileSystem()) {
    this.#faults = faults
    this.medium = medium
  }

  /** Takes what was not flushed: a legal part of it by `random`, or the worst, which is all. */
  powerCut(random?: SeededRandom): void {
    this.medium.powerCut(random)
  }

  /** The same disk once more, as it is at this moment. */
  clone(): MemoryDisk {
    return new MemoryDisk(this.#faults, this.medium.clone())
  }

  /** Every file with its content as text, for comparing before and after. */
  files(): Readonly<Record<string, string>> {
    const texts = this.medium.files().map(([path, bytes]) => [path, Buffer.from(bytes).toString('latin1')])
    return Object.fromEntries(texts.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)))
  }

  /** Every file with its bytes, which no caller may change. */
  contents(): ReadonlyMap<string, Uint8Array> {
    return new Map(this.medium.files())
  }

  async read(path: string, mostBytes?: number): Promise<Result<Uint8Array, DiskFault>> {
    return this.medium.read(path, mostBytes)
  }

  async write(path: string, bytes: Uint8Array): Promise<Result<void, DiskFault>> {
    const written = this.medium.write(path, bytes)
    return written.ok ? this.#flush(path) : written
  }

  async append(path: string, bytes: Uint8Array): Promise<Result<void, DiskFault>> {
    const written = this.medium.append(path, bytes)
    return written.ok ? this.#flush(path) : written
  }

  async rename(from: string, to: string): Promise<Result<void, DiskFault>> {
    return this.medium.rename(from, to)
  }

  async link(from: string, to: string): Promise<Result<void, DiskFault>> {
    return this.medium.link(from, to)
  }

  async remove(path: string): Promise<Result<void, DiskFault>> {
    return this.medium.remove(path)
  }

  async list(
    path: string,
    wanted?: (name: string) => boolean,
  ): Promise<Result<readonly DiskEntry[], DiskFault>> {
    return this.medium.list(path, wanted)
  }

  async makeDirectory(path: string): Promise<Result<void, DiskFault>> {
    let parent = '.'
    for (const part of path.split('/').filter((one) => one !== '' && one !== '.')) {
      const child = `${parent}/${part}`
      const made = this.medium.isDirectory(child) ? undefined : this.medium.makeDirectory(child)
      if (made && !made.ok) return { ok: false, fault: { ...made.fault, path } }
      if (made) await this.syncDirectory(parent)
      parent = child
    }
    return ok()
  }

  async syncDirectory(path: string): Promise<Result<void, DiskFault>> {
    return this.#faults.includes('skip-directory-flush') ? ok() : this.medium.flushDirectory(path)
  }

  #flush(path: string): Result<void, DiskFault> {
    return this.#faults.includes('skip-file-flush') ? ok() : this.medium.flush(path)
  }
}
