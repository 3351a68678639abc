import type { Disk } from '../../hal/contract/disk.ts'
import { type EventBook, openEventBook } from '../core/log/event-book.ts'
import { eventLine } from '../core/log/event-line.ts'
import type { EventName } from '../core/log/event-registry.ts'
import { createLog, type Log } from '../core/log/log.ts'
import type { Host } from './host.ts'

/** The log of a running kiosk: a line for the system's journal, one for the data folder, and a count. */
export interface RunLog {
  readonly log: Log
  readonly counts: ReadonlyMap<EventName, number>
  readonly book: EventBook
  /** Brings the book to the disk from time to time until `signal` aborts, and once more then. */
  readonly keep: (signal: AbortSignal) => Promise<void>
}

const everyMs = 30_000

export function openRunLog(host: Host, disk: Disk): RunLog {
  const counts = new Map<EventName, number>()
  const book = openEventBook(disk)
  const log = createLog((logged) => {
    const line = eventLine(logged, host.clock.monotonicMs())
    host.say(line)
    book.add(line)
    counts.set(logged.event, (counts.get(logged.event) ?? 0) + 1)
    // A failure may be followed by a worse one.
    if (logged.level !== 'info') void book.flush()
  })
  return {
    log,
    counts,
    book,
    async keep(signal) {
      while (!signal.aborted) {
        await host.clock.sleep(everyMs, signal)
        await book.flush()
      }
    },
  }
}
