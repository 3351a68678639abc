import { sha256Hex } from '../../core/hash.ts'

/** Number of the Type-2 field that holds the checksum of the whole transaction. */
export const checksumField = 9

/** The placeholder while the checksum is reckoned. */
export const blankChecksum = '0'.repeat(64)

/**
 * SHA-256 of a whole transaction, in 64 hexadecimal digits, as it is while the digits at `offset` (the
 * value of 2.009) are all zeros. Type-98 (information assurance) would carry one in the standard's own
 * words, but its data wants a format owner registered for CBEFF (98.003), and Rekam is none.
 */
export function recordChecksum(bytes: Uint8Array, offset: number): string {
  return sha256Hex(new Uint8Array(bytes).fill(0x30, offset, offset + blankChecksum.length))
}
