import type { Clock } from '../../hal/contract/clock.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import type { Watchdog, WatchdogFault } from '../../hal/contract/watchdog.ts'
import { createSystemdWatchdog } from '../../hal/driver/system/systemd-watchdog.ts'
import { openDeviceWatchdog } from '../../hal/linux/device-watchdog.ts'
import { createNodePrograms } from '../../hal/linux/node-programs.ts'

/**
 * The watchdog of this process: the system's manager where it started us as a unit that notifies (it holds the chip
 * itself), else the board's chip. Opening the chip starts it.
 */
export function openWatchdog(device: string, clock: Clock): Result<Watchdog, WatchdogFault> {
  const { NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID } = process.env
  if (NOTIFY_SOCKET === undefined) return openDeviceWatchdog(device)
  // Both are set for the process that is to give the signs, and inherited by its children (sd_watchdog_enabled(3)).
  const isMeant = WATCHDOG_USEC !== undefined && (WATCHDOG_PID ?? `${process.pid}`) === `${process.pid}`
  return ok(
    createSystemdWatchdog(createNodePrograms(), clock, isMeant ? Number(WATCHDOG_USEC) / 1_000 : undefined),
  )
}
