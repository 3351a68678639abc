/** Starts work side by side, never more than `width` at once, and waits for all of it at the end. */
export function limitInFlight(width: number): {
  /** Resolves as soon as the work has begun. */
  begin(work: () => Promise<void>): Promise<void>
  settle(): Promise<void>
} {
  const inFlight = new Set<Promise<void>>()
  return {
    async begin(work) {
      while (inFlight.size >= width) await Promise.race(inFlight)
      const running = work().finally(() => inFlight.delete(running))
      inFlight.add(running)
    },
    async settle() {
      await Promise.all(inFlight)
    },
  }
}
