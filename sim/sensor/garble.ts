import type { SeededRandom } from '../random/seeded-random.ts'

/**
 * The bytes that a receiver at one rate hears of those sent at another: noise, more of it when it samples faster.
 * Keeps the broken-off share, so that many small portions give as many bytes as one large.
 */
export function createGarbler(
  random: SeededRandom,
): (count: number, sentAt: number, heardAt: number) => Uint8Array {
  let owed = 0
  return (count, sentAt, heardAt) => {
    owed += (count * heardAt) / sentAt
    const whole = Math.floor(owed)
    owed -= whole
    return random.bytes(whole)
  }
}
