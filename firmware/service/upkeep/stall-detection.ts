/** The activity of a healthy kiosk, by the monotonic clock, in milliseconds. */
export interface Liveness {
  /** When the event loop last came round by itself. */
  readonly loopMs: number
  /** When the visit began the oldest work that waits for no person: writing, closing, ending. */
  readonly workingSinceMs: number | undefined
}

export type Stall = 'event-loop' | 'visit'

/**
 * The stall at `nowMs`, if there is one: the loop has not come round, or one piece of work has taken longer
 * than `longestMs`. A visit that waits for a student works at nothing: people may take their time.
 */
export function findStall(
  { loopMs, workingSinceMs }: Liveness,
  nowMs: number,
  longestMs: number,
): Stall | undefined {
  if (nowMs - loopMs > longestMs) return 'event-loop'
  return workingSinceMs !== undefined && nowMs - workingSinceMs > longestMs ? 'visit' : undefined
}
