/** The plug of one machine: while it is out, nothing that the old program began ever comes back. */
export class Supply {
  #on = false
  #era = 0
  #callsLeft: number[] = []
  readonly #lost: () => void

  /** `lost` is called at the very moment the power goes. */
  constructor(lost: () => void) {
    this.#lost = lost
  }

  get on(): boolean {
    return this.#on
  }

  /** Power for a new program; one that ran before hears nothing any more. */
  plugIn(): void {
    this.#on = true
    this.#era += 1
  }

  pull(): void {
    if (!this.#on) return
    this.#on = false
    this.#lost()
  }

  /** Pulls the plug within the so-many-th call from now; several are waited for one after another. */
  pullAfter(calls: number): void {
    this.#callsLeft.push(calls)
  }

  mend(): void {
    this.#callsLeft = []
  }

  /**
   * Lends a part to the program that runs now: every call counts, and a call that the power does not outlive
   * never returns. For parts whose methods give promises or streams.
   */
  lend<T extends object>(part: T): T {
    const era = this.#era
    const isLive = () => this.#on && this.#era === era
    return new Proxy(part, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target)
        if (typeof value !== 'function') return value
        return (...words: unknown[]) => this.#call(isLive, () => Reflect.apply(value, target, words))
      },
    })
  }

  #call(isLive: () => boolean, work: () => unknown): unknown {
    if (!isLive()) return silence
    const cut = this.#countDown()
    const answer = work()
    if (cut) this.pull()
    if (!(answer instanceof Promise)) return answer
    return cut ? silence : answer.then((value: unknown) => (isLive() ? value : silence))
  }

  #countDown(): boolean {
    const [left, ...others] = this.#callsLeft
    if (left === undefined) return false
    if (left > 1) {
      this.#callsLeft[0] = left - 1
      return false
    }
    this.#callsLeft = others
    return true
  }
}

const never = new Promise<never>(() => undefined)

/** All that a program without power hears: as a promise and as a stream, nothing for ever. */
const silence = Object.assign(never, { [Symbol.asyncIterator]: () => ({ next: () => never }) })
