/** A medium that fails some reads; at rest, or in a hand, none. */
export class ReadTrouble {
  #after = 0
  #times = 0

  /** After this number of reads from now the next `times` fail. */
  begin(after: number, times: number): void {
    this.#after = after
    this.#times = times
  }

  mend(): void {
    this.#times = 0
  }

  readonly failsToRead = (): boolean => {
    if (this.#times === 0) return false
    if (this.#after > 0) {
      this.#after -= 1
      return false
    }
    this.#times -= 1
    return true
  }
}
