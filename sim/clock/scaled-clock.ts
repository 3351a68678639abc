import type { Clock } from '../../hal/contract/clock.ts'

/** A clock that runs `speed` times as fast as the one it is made from; its wall time too. */
export function createScaledClock(clock: Clock, speed: number): Clock {
  const startWallMs = clock.wallMs()
  return {
    monotonicMs: () => clock.monotonicMs() * speed,
    wallMs: () => startWallMs + (clock.wallMs() - startWallMs) * speed,
    sleep: (ms, signal) => clock.sleep(ms / speed, signal),
    deadline: (ms, parent) => clock.deadline(ms / speed, parent),
  }
}
