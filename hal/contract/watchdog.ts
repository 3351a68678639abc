import type { Result } from './result.ts'

export type WatchdogFault =
  /** Nothing on this system watches. */
  | { readonly kind: 'absent'; readonly detail: string }
  /** Another program holds it, or it does not take its settings. */
  | { readonly kind: 'refused'; readonly detail: string }

/** Restarts the kiosk, or the whole box, when no sign of life comes. It waits from the moment it is opened. */
export interface Watchdog {
  /** Longest time between two signs of life, in milliseconds; `undefined` when no watchdog waits for one. */
  readonly timeoutMs: number | undefined
  /** The kiosk serves from now on. `status` is a line for the technician, nothing personal. To be called once. */
  ready(status: string): Promise<Result<void, WatchdogFault>>
  /** A sign of life, with the line for the technician as it is now. */
  feed(status: string): Promise<Result<void, WatchdogFault>>
  /** An orderly end: nothing happens though no sign comes any more. Idempotent. */
  close(): Promise<void>
}
