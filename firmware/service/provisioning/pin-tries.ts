const freeTries = 5
const firstPauseMs = 15_000
/** No longer: the attendant who knows the PIN must get in, however many others tried before. */
const longestPauseMs = 60_000

/**
 * Five tries, then a pause of 15 s that doubles with every further one up to a minute (domain.md 8.1, M17): all
 * million PINs take two years. Tries outlive restarts; where the disk refuses they count while this process lives.
 */
export class PinTries {
  readonly #save: (failures: number) => Promise<unknown>
  #failures: number
  #closedUntilMs: number

  /** `nowMs` counts from any fixed moment. */
  constructor(failures: number, save: (failures: number) => Promise<unknown>, nowMs: number) {
    this.#failures = failures
    this.#save = save
    this.#closedUntilMs = nowMs + pauseMs(failures)
  }

  /** Counts a try, before it is looked at: two at once are two, and a power cut forgets none. False while it pauses. */
  async begin(nowMs: number): Promise<boolean> {
    if (nowMs < this.#closedUntilMs) return false
    this.#failures += 1
    this.#closedUntilMs = nowMs + pauseMs(this.#failures)
    await this.#save(this.#failures)
    return true
  }

  /** The last try was right: the count starts again. */
  async succeed(): Promise<void> {
    this.#failures = 0
    this.#closedUntilMs = 0
    await this.#save(0)
  }
}

function pauseMs(failures: number): number {
  const over = failures - freeTries
  return over < 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** over)
}
