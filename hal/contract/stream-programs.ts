/** Programs of the system that write a stream until they are ended. */
export interface StreamPrograms {
  /** Starts a program without a shell, under the locale `C`. No word may come from outside. */
  start(program: string, words: readonly string[]): StreamProcess
}

export interface StreamProcess {
  /** Bytes that it writes to stdout, as they come; ends with the program. */
  readonly output: AsyncIterable<Uint8Array>
  /** Resolves once the program is gone and what it held is free. */
  readonly ended: Promise<StreamEnd>
  /** Ends the program for certain; idempotent. */
  kill(): void
}

export interface StreamEnd {
  /** Its exit code; 127 when it is not installed, 1 when a signal ended it. */
  readonly exitCode: number
  /** The end of what it wrote to stderr, at most 2 kB: for finding out the fault, never for a log. */
  readonly complaint: string
}
