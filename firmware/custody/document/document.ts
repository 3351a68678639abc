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
  /**
   * A change that has happened, whether the disk takes it or not: it counts at once, and one that is refused is
   * written with the next change. A fact that a start finds out again may follow; a promise may not.
   */
  follow(change: (value: T) => T): Promise<Result<void, DiskFault>>
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
  const inTurn = (write: () => Promise<Result<void, DiskFault>>) => {
    const written = queue.then(write)
    queue = written
    return written
  }
  const update = (change: (value: T) => T) => inTurn(() => writeThrough(low, change(low.data), low.data))
  return ok({
    get value() {
      return low.data
    },
    update,
    replace: (next: T) => update(() => next),
    follow: (change) =>
      inTurn(() => {
        const next = change(low.data)
        return writeThrough(low, next, next)
      }),
  })
}

/** `otherwise` is what counts when the disk refuses. */
async function writeThrough<T>(low: Low<T>, next: T, otherwise: T): Promise<Result<void, DiskFault>> {
  low.data = next
  return low.write().then(
    () => ok(),
    (cause: unknown) => {
      low.data = otherwise
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
