/** One moment on the screen: a title and at most three short sentences. */
export interface Words {
  readonly title: string
  readonly lines: readonly string[]
}
