import type { Ef01Inside } from './ef01-inside.ts'

const pollMs = 50

/** Whether a finger came, or went, before the time was over. */
export async function waitForFinger(
  part: Ef01Inside,
  wanted: 'on' | 'off',
  limitMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const endMs = part.clock.monotonicMs() + limitMs
  while (part.glass.touched !== (wanted === 'on')) {
    if (signal.aborted || part.clock.monotonicMs() >= endMs) return false
    await part.clock.sleep(pollMs, signal)
  }
  return !signal.aborted
}
