/** Time: the only source of "now" and of waiting in the whole house. */
export interface Clock {
  /** Milliseconds since an arbitrary start. Never goes back. Restarts with the process. */
  monotonicMs(): number
  /** Milliseconds since 1970-01-01 UTC. A kiosk has no battery clock: may be wrong by years. */
  wallMs(): number
  /** Resolves after `ms`, or at once when `signal` aborts. Never rejects. Leaves no timer behind. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** A signal that aborts after `ms` or with `parent`. Dispose it when the work is done. */
  deadline(ms: number, parent?: AbortSignal): Deadline
}

export interface Deadline extends Disposable {
  readonly signal: AbortSignal
  /** True when time ran out, false while running or when the parent aborted first. */
  readonly expired: boolean
}
