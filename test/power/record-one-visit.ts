import type { Disk } from '../../hal/contract/disk.ts'
import { createHandClock } from '../../sim/clock/hand-clock.ts'
import { type DiskCall, hookDisk } from '../../sim/disk/hooked-disk.ts'
import { MemoryDisk, type PlantedFault } from '../../sim/disk/memory-disk.ts'
import { importClassList, openTestKiosk, pupils } from '../stand/open-test-kiosk.ts'
import { createTestStudent } from '../stand/test-student.ts'
import { until } from '../stand/until.ts'
import { nothingPromised, promisedBy, type ScreenPromise } from './screen-promise.ts'
import { goOn } from './willing-student.ts'

/** A moment right before, or in the middle of, one call of the disk. */
export interface Moment {
  readonly when: string
  readonly disk: MemoryDisk
  readonly promise: ScreenPromise
}

/** Records one student, from the ticket to the signed batch, and keeps every moment at which power may go. */
export async function recordOneVisit(faults: readonly PlantedFault[] = []): Promise<readonly Moment[]> {
  const [clock, prepared] = [createHandClock(), new MemoryDisk()]
  await importClassList(clock, prepared)
  const medium = new MemoryDisk(faults, prepared.medium)
  const moments: Moment[] = []
  let promise = nothingPromised
  let calls = -1
  const disk: Disk = hookDisk(medium, (call) => {
    if (!changes(call)) return undefined
    calls += 1
    const when = `after ${calls} calls, at ${call.name} ${call.path.replace(/[0-9a-f-]{36,}/g, '…')}`
    moments.push({ when, disk: medium.clone(), promise })
    if (call.bytes) moments.push({ when: `${when}, torn`, disk: halfWritten(medium, call), promise })
    return undefined
  })
  const { kiosk } = await openTestKiosk(clock, disk)
  kiosk.subscribe((screen) => {
    promise = promisedBy(promise, screen)
  })
  const student = createTestStudent(kiosk, clock, until)
  await student.stepUp(pupils.siti.nisn, pupils.siti.born)
  await goOn(kiosk, clock, ({ body }) => body.kind === 'receipt')
  student.tap({ type: 'close-receipt' })
  await until('idle', () => kiosk.screen.body.kind === 'idle')
  const closed = await kiosk.stores.spool.closeBatch(kiosk.stamp())
  if (!closed.ok || !closed.value) throw new Error('no batch')
  await kiosk.stop()
  moments.push({ when: 'at the end', disk: medium.clone(), promise })
  return moments
}

// A call that only looks leaves the disk as it was: a cut there is the cut before it.
function changes({ name }: DiskCall): boolean {
  return name !== 'read' && name !== 'list'
}

function halfWritten(medium: MemoryDisk, { name, path, bytes }: DiskCall): MemoryDisk {
  const copy = medium.clone()
  const half = bytes?.subarray(0, bytes.length >> 1) ?? new Uint8Array()
  if (name === 'append') copy.medium.append(path, half)
  else copy.medium.write(path, half)
  return copy
}
