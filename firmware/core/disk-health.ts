import { aroundDisk, type DiskCall } from '../../hal/contract/around-disk.ts'
import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import type { Result } from '../../hal/contract/result.ts'

type Trouble = Extract<DiskFault, { kind: 'full' | 'read-only' | 'broken' | 'gone' }>

/** Watches a disk: what it refused, and whether it takes anything now. */
export class DiskHealth {
  /** Calls that failed since this start, by kind; what is not there, or there already, is no fault of the disk. */
  readonly faults = new Map<Trouble['kind'], number>()
  /** The fault of the last write, until one is taken again; nothing while all is well. */
  trouble: Trouble | undefined
  /** Called when trouble begins, becomes another, or ends. */
  #refused: DiskCall['name'] | undefined
  onChange: (trouble: Trouble | undefined) => void = () => undefined

  watch(disk: Disk): Disk {
    return aroundDisk(disk, async (call, work) => {
      const done = await work()
      this.#note(call, done)
      return done
    })
  }

  #note({ name }: DiskCall, done: Result<unknown, DiskFault>): void {
    const fault = done.ok ? undefined : troubleOf(done.fault)
    if (fault) this.faults.set(fault.kind, (this.faults.get(fault.kind) ?? 0) + 1)
    // A disk that can hold no file more still lets one grow: only a new file, or the very same call, shows that it is well.
    const isWell = done.ok && (name === 'write' || name === this.#refused)
    if (!fault && !isWell) return
    const before = this.trouble?.kind
    this.trouble = fault
    this.#refused = fault && name
    if (before !== fault?.kind) this.onChange(fault)
  }
}

function troubleOf(fault: DiskFault): Trouble | undefined {
  switch (fault.kind) {
    case 'full':
    case 'read-only':
    case 'broken':
    case 'gone':
      return fault
    default:
      return undefined
  }
}
