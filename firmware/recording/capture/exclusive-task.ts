/**
 * One thing at a time on one part: starting the next piece of work aborts the one before and waits until
 * it has really let go. A bug in the work is not caught here and ends the process.
 */
export interface ExclusiveTask {
  run(work: (signal: AbortSignal) => Promise<void>): void
  /** Aborts what runs; resolves when it has ended. */
  stop(): Promise<void>
}

export function createExclusiveTask(): ExclusiveTask {
  let current = new AbortController()
  let ended: Promise<void> = Promise.resolve()
  return {
    run(work) {
      current.abort()
      const mine = new AbortController()
      current = mine
      ended = ended.then(() => (mine.signal.aborted ? undefined : work(mine.signal)))
    },
    stop() {
      current.abort()
      return ended
    },
  }
}
