import type { Clock } from '../../contract/clock.ts'
import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, type Result } from '../../contract/result.ts'
import type { SerialLine } from '../../contract/serial-line.ts'
import { lineFault } from './line-fault.ts'

/** Reads of one answer or one transfer. `silent` says that time ran out, `cancelled` that the caller stopped. */
export interface DeadlineReader extends Disposable {
  read(): Promise<Result<Uint8Array, ScannerFault>>
}

/** In milliseconds; without `firstMs` the first byte has as long as any other. */
export interface ReadLimits {
  readonly firstMs?: number
  readonly idleMs: number
  readonly totalMs: number
}

// A timer that rings late, on a busy processor, rings before the bytes that wait are handed over.
const lastLookMs = 20

/**
 * Lets at most `firstMs` pass before the first portion, `idleMs` between portions and `totalMs` in all. Portions come
 * by the thousand, so the timer is not set anew for each: when it rings it looks at when the last one came.
 */
export function createDeadlineReader(
  line: SerialLine,
  clock: Clock,
  limits: ReadLimits,
  signal: AbortSignal,
): DeadlineReader {
  const total = clock.deadline(limits.totalMs, signal)
  let longestMs = limits.firstMs ?? limits.idleMs
  let idle = clock.deadline(longestMs, total.signal)
  let lastMs = clock.monotonicMs()
  let looksLast = false
  const wait = (ms: number) => {
    idle[Symbol.dispose]()
    idle = clock.deadline(ms, total.signal)
  }
  return {
    async read() {
      for (;;) {
        const bytes = await line.read(idle.signal)
        if (bytes.ok) {
          lastMs = clock.monotonicMs()
          // The wait for the first byte may have most of its time left: from now on less will do.
          if (longestMs !== limits.idleMs || looksLast) wait(limits.idleMs)
          longestMs = limits.idleMs
          looksLast = false
          return bytes
        }
        if (bytes.fault.kind !== 'cancelled') return err(lineFault(bytes.fault, line.path))
        if (total.expired) return err({ kind: 'silent' })
        if (!idle.expired) return err({ kind: 'cancelled' })
        const leftMs = lastMs + longestMs - clock.monotonicMs()
        if (leftMs <= 0 && looksLast) return err({ kind: 'silent' })
        looksLast = leftMs <= 0
        wait(Math.max(leftMs, lastLookMs))
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
