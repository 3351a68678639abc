import { Low } from 'lowdb'
import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { DurableAdapter, isStateFault, type StateFault } from './durable-adapter.ts'
import type { Parse } from './versioned.ts'

/** A small mutable JSON document that survives a power cut at any instant. */
export interface Document<T> {
  readonly value: T
  /**
   * Resolves when the changed value is durable. Calls are served one after another, and each `change` sees
   * what the one before has left.
   */
  update(change: (value: T) => T): Promise<Result<void, DiskFault>>
  replace(next: T): Promise<Result<void, DiskFault>>
}

/**
 * Opens the document at `path`. `parse` checks what is on the disk (shape, version); what it refuses is
 * a fault. A document that was never written has the value `initial`.
 */
export async function openDocument<T>(
  disk: Disk,
  path: string,
  parse: Parse<T>,
  initial: T,
): Promise<Result<Document<T>, StateFault>> {
  const low = new Low<T>(new DurableAdapter<T>(disk, path, parse), initial)
  const faulted = await low.read().then(
    () => undefined,
    (cause: unknown) => stateFaultOf(cause),
  )
  if (faulted) return err(faulted)
  let queue: Promise<unknown> = Promise.resolve()
  const update = (change: (value: T) => T) => {
    const written = queue.then(() => writeThrough(low, change(low.data)))
    queue = written
    return written
  }
  return ok({
    get value() {
      return low.data
    },
    update,
    replace: (next: T) => update(() => next),
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
      if (fault.kind === 'damaged' || fault.kind === 'newer') throw cause
      return err(fault)
    },
  )
}

// lowdb knows only exceptions: the adapter throws faults as data, and they turn back into values here.
function stateFaultOf(cause: unknown): StateFault {
  if (isStateFault(cause)) return cause
  throw cause
}
