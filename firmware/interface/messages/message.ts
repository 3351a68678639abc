/** One moment on the screen: a title and at most three short sentences. */
export interface Message {
  readonly title: string
  readonly lines: readonly string[]
}
