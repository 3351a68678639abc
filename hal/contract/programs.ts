import type { Result } from './result.ts'

export type ProgramFault =
  /** Not on this system. */
  | { readonly kind: 'missing' }
  /** Ended with another code than 0, or wrote more than a question deserves. */
  | { readonly kind: 'failed'; readonly code: number | undefined }
  | { readonly kind: 'cancelled' }

/** Small programs of the system that answer one question and end. */
export interface Programs {
  /**
   * Runs a program without a shell and gives what it wrote to stdout, at most 256 KiB, under the locale `C`. When
   * `signal` aborts it is killed. No word may come from outside.
   */
  output(
    program: string,
    words: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<string, ProgramFault>>
}
