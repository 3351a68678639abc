import type { Result } from '../../../hal/contract/result.ts'
import type { StateFault } from './durable-adapter.ts'

type Save = () => Promise<Result<unknown, StateFault>>

/** Saves that a disk refused, in their order, until it takes them. Their changes count in memory already. */
export class PendingSaves {
  /** Called once for each save, at its first try. */
  onRefusal: (fault: StateFault) => void = () => undefined
  #waiting: readonly Save[] = []

  /** `again` is the later tries of a save whose first try is another one. */
  async save(first: Save, again: Save = first): Promise<void> {
    const saved = await first()
    if (saved.ok) return
    this.onRefusal(saved.fault)
    this.#waiting = [...this.#waiting, again]
  }

  /** Tries those that wait; the first that is refused leaves the rest for another time. */
  async tryAgain(): Promise<void> {
    while (this.#waiting[0] && (await this.#waiting[0]()).ok) this.#waiting = this.#waiting.slice(1)
  }
}
