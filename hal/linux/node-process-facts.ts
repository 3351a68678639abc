import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { ProcessFacts } from '../contract/process-facts.ts'

/** The probe wakes this often: 0.04 % of a core on x64, where every 20 ms it took 0.4 (measured over 15 s). */
const probeMs = 200

/** Node's own figures; the loop is watched from now on. */
export function createNodeProcessFacts(): ProcessFacts {
  const delays = monitorEventLoopDelay({ resolution: probeMs })
  delays.enable()
  return {
    residentBytes: () => process.memoryUsage.rss(),
    cpuSeconds() {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1e6
    },
    loopDelayMs() {
      // The measure is the time from one waking to the next.
      const late = delays.count === 0 ? 0 : delays.percentile(99) / 1e6 - probeMs
      delays.reset()
      return Math.max(0, late)
    },
  }
}
