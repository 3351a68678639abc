import type { DiskFault } from '../../hal/contract/disk.ts'
import type { DiskCall } from '../../sim/disk/hooked-disk.ts'
import type { CardMishap } from '../../sim/world/plan.ts'

/** A card that refuses some changes, as a hook of its disk. */
export class CardTrouble {
  #fault: CardMishap = 'full'
  #after = 0
  #times = 0

  /** After this number of changes from now the next `times` are refused. */
  begin(fault: CardMishap, after: number, times: number): void {
    this.#fault = fault
    this.#after = after
    this.#times = times
  }

  mend(): void {
    this.#times = 0
  }

  readonly hook = ({ name, path }: DiskCall): DiskFault | undefined => {
    if (this.#times === 0 || name === 'read' || name === 'list') return undefined
    // A call that takes no room still works on a full card.
    if (this.#fault === 'full' && name !== 'write' && name !== 'append') return undefined
    if (this.#after > 0) {
      this.#after -= 1
      return undefined
    }
    this.#times -= 1
    return this.#fault === 'broken' ? { kind: 'broken', path, detail: 'EIO' } : { kind: this.#fault, path }
  }
}
