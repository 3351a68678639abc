import type { Clock, Deadline } from '../contract/clock.ts'

/** The machine's own time. */
export function createRealClock(): Clock {
  const sleep = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, Math.max(0, ms))
      signal?.addEventListener('abort', done, { once: true })
    })
  return {
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
    sleep,
    deadline: (ms, parent) => createDeadline(sleep, ms, parent),
  }
}

function createDeadline(sleep: Clock['sleep'], ms: number, parent: AbortSignal | undefined): Deadline {
  const alarm = new AbortController()
  const stop = new AbortController()
  let expired = false
  void sleep(ms, stop.signal).then(() => {
    if (stop.signal.aborted) return
    expired = true
    alarm.abort()
  })
  const signal = parent ? AbortSignal.any([parent, alarm.signal]) : alarm.signal
  return {
    signal,
    get expired() {
      return expired
    },
    [Symbol.dispose]: () => stop.abort(),
  }
}
