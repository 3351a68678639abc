import type { Clock } from '../../../hal/contract/clock.ts'
import type { FingerprintScanner, ScannerFault } from '../../../hal/contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'

/** Opens the scanner of this board; every call opens it anew. */
export type OpenScanner = (signal: AbortSignal) => Promise<Result<FingerprintScanner, ScannerFault>>

/**
 * Keeps the scanner open between presses and lets go of one that failed, so that the next use opens it
 * anew: a sensor that is plugged back in works again without a restart.
 */
export interface ScannerConnection {
  use(signal: AbortSignal): Promise<Result<FingerprintScanner, ScannerFault>>
  /** Takes every fault: some mean that the scanner must be opened again. */
  failed(fault: ScannerFault): Promise<void>
  /** The scanner as it is now, if it is open. */
  readonly current: FingerprintScanner | undefined
  close(): Promise<void>
}

export function createScannerConnection(open: OpenScanner): ScannerConnection {
  let current: FingerprintScanner | undefined
  const drop = async () => {
    const closing = current
    current = undefined
    await closing?.close()
  }
  return {
    get current() {
      return current
    },
    async use(signal) {
      if (current) return ok(current)
      const opened = await open(signal)
      if (opened.ok) current = opened.value
      return opened
    },
    async failed(fault) {
      if (fault.kind === 'unplugged' || fault.kind === 'silent' || fault.kind === 'locked') await drop()
    },
    close: drop,
  }
}

/** Waits until no finger rests on the scanner. */
export async function awaitLift(
  scanner: FingerprintScanner,
  signal: AbortSignal,
): Promise<Result<void, ScannerFault>> {
  for await (const presence of scanner.watch(signal)) {
    if (!presence.ok) return presence
    if (presence.value === 'finger-off') return ok()
  }
  return err({ kind: 'cancelled' })
}

/** How long the scanner may take to answer when it is opened. */
export const openDeadlineMs = 8_000

/** Opens within the deadline, whatever the part does. */
export function withOpenDeadline(clock: Clock, open: OpenScanner): OpenScanner {
  return async (signal) => {
    using deadline = clock.deadline(openDeadlineMs, signal)
    const opened = await open(deadline.signal)
    return !opened.ok && opened.fault.kind === 'cancelled' && deadline.expired
      ? err({ kind: 'silent' })
      : opened
  }
}
