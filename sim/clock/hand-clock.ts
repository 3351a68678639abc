import type { Clock, Deadline } from '../../hal/contract/clock.ts'

/** A clock that only moves by hand: for tests and for simulated days. */
export interface HandClock extends Clock {
  /** Moves time on; everything that falls due in between happens in order. */
  advance(ms: number): Promise<void>
  /** Moves from one due moment to the next until `work` has settled. */
  runUntil<T>(work: Promise<T>): Promise<T>
}

interface Sleeper {
  readonly dueMs: number
  readonly wake: () => void
}

/** `isBusy` tells of work outside of this thread that time has to wait for. */
export function createHandClock(
  startWallMs: number = Date.UTC(2026, 10, 24),
  isBusy: () => boolean = () => false,
): HandClock {
  let nowMs = 0
  const sleepers = new Set<Sleeper>()
  const sleep = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted) return resolve()
      const wake = () => {
        sleepers.delete(sleeper)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const sleeper = { dueMs: nowMs + Math.max(0, ms), wake }
      sleepers.add(sleeper)
      signal?.addEventListener('abort', wake, { once: true })
    })
  const wakeNext = async (limitMs: number): Promise<boolean> => {
    const next = [...sleepers].reduce<Sleeper | undefined>(
      (first, one) => (!first || one.dueMs < first.dueMs ? one : first),
      undefined,
    )
    if (!next || next.dueMs > limitMs) return false
    nowMs = Math.max(nowMs, next.dueMs)
    next.wake()
    await settle(isBusy)
    return true
  }
  return {
    monotonicMs: () => nowMs,
    wallMs: () => startWallMs + nowMs,
    sleep,
    deadline: (ms, parent) => createDeadline(sleep, ms, parent),
    async advance(ms) {
      const limitMs = nowMs + ms
      await settle(isBusy)
      while (await wakeNext(limitMs));
      nowMs = limitMs
      await settle(isBusy)
    },
    async runUntil(work) {
      let open = true
      const settled = work.finally(() => {
        open = false
      })
      settled.catch(() => undefined)
      await settle(isBusy)
      while (open) {
        if (!(await wakeNext(Number.POSITIVE_INFINITY))) await new Promise((resolve) => setImmediate(resolve))
      }
      return settled
    },
  }
}

function createDeadline(sleep: Clock['sleep'], ms: number, parent: AbortSignal | undefined): Deadline {
  const stop = new AbortController()
  const alarm = new AbortController()
  let expired = false
  void sleep(ms, stop.signal).then(() => {
    if (stop.signal.aborted) return
    expired = true
    alarm.abort()
  })
  return {
    signal: parent ? AbortSignal.any([parent, alarm.signal]) : alarm.signal,
    get expired() {
      return expired
    },
    [Symbol.dispose]: () => stop.abort(),
  }
}

// Lets every promise that can go on do so; real input and output may need a few turns of the loop.
async function settle(isBusy: () => boolean): Promise<void> {
  for (let turn = 0; turn < 3 || isBusy(); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    // Work that comes back from outside starts more, which needs its own turns.
    if (isBusy()) turn = 0
  }
}
