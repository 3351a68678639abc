/** Randomness: the only source of it, so that a simulated school replays from one seed. */
export interface Entropy {
  /** `count` fresh random bytes; the caller owns them. */
  bytes(count: number): Uint8Array
}
