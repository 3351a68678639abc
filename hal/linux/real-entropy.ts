import { randomBytes } from 'node:crypto'
import type { Entropy } from '../contract/entropy.ts'

/** The operating system's random source. */
export function createRealEntropy(): Entropy {
  return { bytes: (count) => new Uint8Array(randomBytes(count)) }
}
