import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import { err, ok, type Result } from '../contract/result.ts'
import type { Watchdog, WatchdogFault } from '../contract/watchdog.ts'

const sysfs = '/sys/class/watchdog'

/**
 * A watchdog chip at its device file, such as `/dev/watchdog0` (Linux Documentation/watchdog/watchdog-api.rst). Opening
 * starts it; any byte is a sign of life; `V` before closing stops it, unless the kernel is set never to stop it.
 * It waits for as long as the kernel says in sysfs, and restarts the whole box.
 */
export function openDeviceWatchdog(device: string, root = sysfs): Result<Watchdog, WatchdogFault> {
  try {
    const file = openSync(device, 'w')
    const seconds = Number(readFileSync(join(root, basename(device), 'timeout'), 'utf8'))
    return ok(watchdogAt(file, seconds * 1_000))
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    return err({ kind: code === 'ENOENT' ? 'absent' : 'refused', detail: `${device}: ${code}` })
  }
}

function watchdogAt(file: number, timeoutMs: number): Watchdog {
  const write = (byte: string): Result<void, WatchdogFault> => {
    try {
      writeSync(file, byte)
      return ok()
    } catch {
      return err({ kind: 'refused', detail: 'not written' })
    }
  }
  let closed = false
  return {
    timeoutMs,
    ready: async () => write('.'),
    feed: async () => write('.'),
    async close() {
      if (closed) return
      closed = true
      write('V')
      closeSync(file)
    },
  }
}
