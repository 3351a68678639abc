import type { Clock } from '../../contract/clock.ts'
import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, type Result } from '../../contract/result.ts'
import type { SerialLine } from '../../contract/serial-line.ts'
import { lineFault } from './line-fault.ts'

/** Reads of one answer or one transfer. `silent` says that time ran out, `cancelled` that the caller stopped. */
export interface DeadlineReader extends Disposable {
  read(): Promise<Result<Uint8Array, ScannerFault>>
}

/** Deadlines of a transfer that takes `wireMs` at full rate: parts pause between frames, and start late. */
export function transferLimits(wireMs: number): { readonly idleMs: number; readonly totalMs: number } {
  return { idleMs: 300, totalMs: 1.5 * wireMs + 1_000 }
}

/**
 * Lets at most `idleMs` pass between portions and `totalMs` in all. Portions come by the thousand, so the
 * timer is not set anew for each: when it rings it looks at when the last one came.
 */
export function createDeadlineReader(
  line: SerialLine,
  clock: Clock,
  limits: { readonly idleMs: number; readonly totalMs: number },
  signal: AbortSignal,
): DeadlineReader {
  const total = clock.deadline(limits.totalMs, signal)
  let idle = clock.deadline(limits.idleMs, total.signal)
  let lastMs = clock.monotonicMs()
  return {
    async read() {
      for (;;) {
        const bytes = await line.read(idle.signal)
        if (bytes.ok) {
          lastMs = clock.monotonicMs()
          return bytes
        }
        if (bytes.fault.kind !== 'cancelled') return err(lineFault(bytes.fault, line.path))
        if (total.expired) return err({ kind: 'silent' })
        if (!idle.expired) return err({ kind: 'cancelled' })
        const leftMs = lastMs + limits.idleMs - clock.monotonicMs()
        if (leftMs <= 0) return err({ kind: 'silent' })
        idle[Symbol.dispose]()
        idle = clock.deadline(leftMs, total.signal)
      }
    },
    [Symbol.dispose]() {
      idle[Symbol.dispose]()
      total[Symbol.dispose]()
    },
  }
}

/** Waits until nothing has come for `quietMs`; gives up after `longestMs` on a line that never is quiet. */
export async function awaitQuiet(
  line: SerialLine,
  clock: Clock,
  limits: { readonly quietMs: number; readonly longestMs: number },
  signal: AbortSignal,
): Promise<void> {
  using reader = createDeadlineReader(
    line,
    clock,
    { idleMs: limits.quietMs, totalMs: limits.longestMs },
    signal,
  )
  for (let more = true; more; ) more = (await reader.read()).ok
}
