/** Time of `bytes` on a line of `baud` bits a second, in milliseconds: ten bits a byte (8N1). */
export function wireMs(bytes: number, baud: number): number {
  return (bytes * 10_000) / baud
}

/** The waits of one transfer, in milliseconds. */
export interface WireBounds {
  /** To the first byte: a part may still prepare its data after it has acknowledged the request. */
  readonly firstMs: number
  /** Between two portions of one transfer; a line that rests for longer is quiet. */
  readonly idleMs: number
  /** To the last byte. */
  readonly totalMs: number
}

// Clones were seen to send their first frame up to 2 s after the acknowledgement, and to rest between two frames.
const firstMs = 3_000
const restMs = 300
// A part may rest between any two frames; only one that dribbles without end has to be given up.
const patience = 2

/**
 * How long a transfer of at most `mostWireBytes` in frames of at most `frameBytes`, overhead included, may take at
 * `baud`: all of it follows the rate of the line, since adapters hand a slow frame over only when it is whole.
 */
export function wireBounds(baud: number, mostWireBytes: number, frameBytes: number): WireBounds {
  const idleMs = restMs + wireMs(frameBytes, baud)
  return {
    firstMs: firstMs + idleMs,
    idleMs,
    totalMs: firstMs + patience * wireMs(mostWireBytes, baud) + idleMs,
  }
}
