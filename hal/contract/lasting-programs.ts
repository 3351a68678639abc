/** Programs of the system that run for as long as they are wanted. */
export interface LastingPrograms {
  /**
   * Starts a program without a shell, under the locale `C`. `lastly` are the words of one more run of it once it was
   * ended. However this process ends, killed without warning included, the program ends with it, and what was to be
   * done lastly is done. Nothing is said when it cannot start: it only ends. No word may come from outside, and no
   * word may hold a space.
   */
  start(program: string, words: readonly string[], lastly?: readonly string[]): LastingProgram
}

export interface LastingProgram {
  /** Hands on every line that it writes to stdout from now on. One listener. */
  onLine(listener: (line: string) => void): void
  /** Settles when it is gone, by itself or ended, and what was to be done lastly is done. Never rejects. */
  readonly gone: Promise<void>
  /** Ends it. Idempotent; `gone` tells when. */
  end(): void
}
