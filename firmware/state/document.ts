import { Low } from 'lowdb'
import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import { DurableAdapter, isStateFault, type StateFault } from './durable-adapter.ts'

/** A small mutable JSON document that survives a power cut at any instant. */
export interface Document<T> {
  readonly value: T
  /** Resolves when the new value is durable. Calls are served one after another. */
  replace(next: T): Promise<Result<void, DiskFault>>
}

/**
 * Opens the document at `path`. `parse` checks what is on the disk (shape, version); what it refuses is
 * a fault. A document that was never written has the value `initial`.
 */
export async function openDocument<T>(
  disk: Disk,
  path: string,
  parse: (raw: unknown) => T | undefined,
  initial: T,
): Promise<Result<Document<T>, StateFault>> {
  const low = new Low<T>(new DurableAdapter<T>(disk, path, parse), initial)
  const faulted = await low.read().then(
    () => undefined,
    (cause: unknown) => stateFaultOf(cause),
  )
  if (faulted) return err(faulted)
  let queue: Promise<unknown> = Promise.resolve()
  return ok({
    get value() {
      return low.data
    },
    replace(next: T) {
      const written = queue.then(() => writeThrough(low, next))
      queue = written
      return written
    },
  })
}

async function writeThrough<T>(low: Low<T>, next: T): Promise<Result<void, DiskFault>> {
  const before = low.data
  low.data = next
  return low.write().then(
    () => ok(),
    (cause: unknown) => {
      low.data = before
      const fault = stateFaultOf(cause)
      if (fault.kind === 'damaged') throw cause
      return err(fault)
    },
  )
}

// lowdb knows only exceptions: the adapter throws faults as data, and they turn back into values here.
function stateFaultOf(cause: unknown): StateFault {
  if (isStateFault(cause)) return cause
  throw cause
}
