/** Real buttons of the box, debounced. */
export type ButtonName = 'help'

export interface Buttons {
  /** Calls `listener` on every press until `close`. */
  onPress(listener: (button: ButtonName) => void): void
  close(): void
}
