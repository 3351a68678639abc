/** A title and at most two short sentences: what is so, and what to do. Never about whom. */
export interface AnswerWords {
  readonly title: string
  readonly lines: readonly string[]
}
