import type { Clock } from '../../../hal/contract/clock.ts'
import type { Result } from '../../../hal/contract/result.ts'
import type { Watchdog, WatchdogFault } from '../../../hal/contract/watchdog.ts'
import type { Log } from '../../core/log/log.ts'
import { findStall, type Stall } from './stall-detection.ts'

/** A flush on a worn card takes seconds; nothing a healthy kiosk does by itself takes this long. */
const longestWorkMs = 30_000

const loopMs = 1_000

/** Where no watchdog waits for a sign, the technician still reads the state. */
const statusMs = 60_000

/** The thing that must move: a kiosk, or a box that waits to become one. */
export interface Watched {
  readonly parts: { readonly clock: Clock; readonly log: Log }
  /** Whether a student is being recorded; absent where none can be. */
  readonly busy?: boolean
  readonly workingSinceMs: number | undefined
}

/**
 * Tells the watchdog that the kiosk serves, and then that it lives, only while the event loop and the visit both move.
 * Signs come three times as often as they must. Ends orderly when `signal` aborts.
 */
export async function runWatchdog(
  watched: Watched,
  open: () => Result<Watchdog, WatchdogFault>,
  signal: AbortSignal,
): Promise<void> {
  const { clock, log } = watched.parts
  const opened = open()
  if (!opened.ok) {
    log('watchdog-missing', { fault: opened.fault.kind })
    return
  }
  const watchdog = opened.value
  const loop = followLoop(clock, signal)
  const said = await watchdog.ready(statusOf(watched))
  if (!said.ok) log('watchdog-deaf', { fault: said.fault.kind })
  let still: Stall | undefined
  while (!signal.aborted) {
    await clock.sleep(watchdog.timeoutMs === undefined ? statusMs : watchdog.timeoutMs / 3, signal)
    const movement = { loopMs: loop.cameRoundMs, workingSinceMs: watched.workingSinceMs }
    const found = findStall(movement, clock.monotonicMs(), longestWorkMs)
    if (found && found !== still) log('standing-still', { part: found })
    still = found
    if (!found && !signal.aborted) await watchdog.feed(statusOf(watched))
  }
  await watchdog.close()
}

function statusOf({ busy }: Watched): string {
  return busy === undefined ? 'Menunggu stik pemasangan' : busy ? 'Sedang merekam' : 'Menunggu siswa'
}

function followLoop(clock: Clock, signal: AbortSignal): { readonly cameRoundMs: number } {
  const loop = { cameRoundMs: clock.monotonicMs() }
  const turn = async () => {
    while (!signal.aborted) {
      await clock.sleep(loopMs, signal)
      loop.cameRoundMs = clock.monotonicMs()
    }
  }
  void turn()
  return loop
}
