/** A program of our own that answers every message on stdin with one line of JSON on stdout. */
export interface AnsweringProgram {
  /** Starts it, with these words added to its command. Nothing is said when it cannot start: it only never answers. */
  start(words: readonly string[]): RunningProgram
}

export interface RunningProgram {
  /** One message at a time. `undefined` when the program ended, or said what is no JSON, or `signal` aborted. */
  ask(message: Uint8Array, signal: AbortSignal): Promise<unknown>
  /** Ends it for certain; idempotent. */
  kill(): Promise<void>
}
