/** When the oldest software with this rule was written: it can never be earlier. */
const softwareMs = Date.UTC(2026, 10, 1)

/** Longer than a kiosk may have been off, and the most by which one word may set it forward. */
export const mostAheadMs = 10 * 365 * 86_400_000

/** Whether a moment can follow the last word on time, `earliestMs`; 0 for none. Earlier ones can: a word may be wrong. */
export function isBelievable(wallMs: number, earliestMs: number): boolean {
  return wallMs >= softwareMs && wallMs < Math.max(earliestMs, softwareMs) + mostAheadMs
}
