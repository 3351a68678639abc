import type { Clock } from '../../contract/clock.ts'
import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { SerialLine } from '../../contract/serial-line.ts'
import { lineFault } from './line-fault.ts'

const writeMs = 2_000

/** Writes a whole command within two seconds; a line that takes nothing is `silent`. */
export async function writeWithDeadline(
  line: SerialLine,
  clock: Clock,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Result<void, ScannerFault>> {
  using deadline = clock.deadline(writeMs, signal)
  const written = await line.write(bytes, deadline.signal)
  if (written.ok) return ok()
  return err(deadline.expired ? { kind: 'silent' } : lineFault(written.fault, line.path))
}
