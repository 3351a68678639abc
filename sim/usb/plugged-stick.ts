import { aroundDisk, type DiskCall } from '../../hal/contract/around-disk.ts'
import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import type { MediaFault, MediaSpace, Stick } from '../../hal/contract/removable-media.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import type { StickTwin } from './stick-twin.ts'

/** One plugging of a stick, from attached to pulled. */
export class PluggedStick implements Stick {
  readonly id: string
  readonly twin: StickTwin
  readonly disk: Disk
  /** How often its disk was called; a pull is set by this number. */
  calls = 0
  readonly #pull: () => void
  readonly #pulled = new AbortController()
  #released = false

  /** `pull` is called when it falls out by itself. */
  constructor(id: string, twin: StickTwin, pull: () => void) {
    this.id = id
    this.twin = twin
    this.#pull = pull
    this.disk = aroundDisk(twin.disk, (call, work) => this.#call(call, work))
  }

  get label(): string {
    return this.twin.label
  }

  get fileSystem(): Stick['fileSystem'] {
    return this.twin.fileSystem
  }

  get readOnly(): boolean {
    return this.twin.disk.medium.readOnly
  }

  async space(): Promise<Result<MediaSpace, MediaFault>> {
    if (this.#isDead) return err({ kind: 'gone' })
    return ok({ freeBytes: this.twin.freeBytes, totalBytes: this.twin.disk.medium.capacityBytes })
  }

  async reread(signal: AbortSignal): Promise<Result<void, MediaFault>> {
    return this.#letGo(signal)
  }

  async release(signal: AbortSignal): Promise<Result<void, MediaFault>> {
    const gone = this.twin.goesUnnoticed && this.#isDead ? ok() : this.#letGo(signal)
    if (gone.ok) this.#released = true
    return gone
  }

  /** Whether the system released it, so that nothing is lost by a pull. */
  get isReleased(): boolean {
    return this.#released
  }

  /** Out of the socket: what was in the cache alone is lost. */
  pull(): void {
    if (this.#pulled.signal.aborted) return
    this.#pulled.abort()
    this.twin.disk.powerCut(this.twin.random)
  }

  get #isDead(): boolean {
    return this.#released || this.#pulled.signal.aborted
  }

  #letGo(signal: AbortSignal): Result<void, MediaFault> {
    if (this.#isDead) return err({ kind: 'gone' })
    if (signal.aborted) return err({ kind: 'cancelled' })
    if (this.twin.clings) return err(this.twin.clings)
    this.twin.flush()
    return ok()
  }

  async #call<T>(call: DiskCall, work: () => Promise<Result<T, DiskFault>>): Promise<Result<T, DiskFault>> {
    const { slow, pulledAfterCalls } = this.twin
    if (!this.#isDead && slow) await slow.clock.sleep(slow.callMs, this.#pulled.signal)
    if (!this.#isDead && this.calls >= pulledAfterCalls) this.#fallOut(call)
    this.calls += 1
    if (this.#isDead) return err({ kind: 'gone', path: call.path })
    // FAT and exFAT know no second name for a file.
    return call.name === 'link' ? err({ kind: 'read-only', path: call.path }) : work()
  }

  // A write under way reaches the cache by half, and from there the medium or not.
  #fallOut({ name, path, bytes }: DiskCall): void {
    const half = bytes?.subarray(0, bytes.length >> 1)
    if (half && name === 'write') this.twin.disk.medium.write(path, half)
    this.#pull()
  }
}
