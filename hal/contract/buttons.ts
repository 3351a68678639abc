/**
 * `help` calls staff, `power` asks for a safe way off, `tamper` is the contact that opens with the box: pressed means
 * open.
 */
export type ButtonName = 'help' | 'power' | 'tamper'

/** Real buttons of the box, debounced. */
export interface Buttons {
  /** Calls `listener` on every press until `close`; at once for a box that is open already. Many may listen. */
  onPress(listener: (button: ButtonName) => void): void
  close(): void
}
