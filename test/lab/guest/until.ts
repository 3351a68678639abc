import { setTimeout as sleep } from 'node:timers/promises'

/** On a machine that has more to do than this. */
const longestMs = 60_000

/** Waits for something that the kernel or another process brings about. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const endMs = performance.now() + longestMs
  while (!holds()) {
    if (performance.now() > endMs) throw new Error(`never: ${what}`)
    await sleep(20)
  }
}
