import type { Clock } from '../../../hal/contract/clock.ts'
import type { Disk, DiskFault } from '../../../hal/contract/disk.ts'
import type { MediaFault, Stick } from '../../../hal/contract/removable-media.ts'
import { exhaustive } from '../../core/exhaustive.ts'
import { rereading } from '../../core/rereading.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { type CarriedBatch, findBroken } from './carried-batch.ts'
import { exportBatches } from './export-batches.ts'
import { type ImportHandler, importStick, type StickImportReport } from './import-stick.ts'
import type { StickFault } from './stick-fault.ts'
import { inFolder } from './stick-layout.ts'
import type { StickTrouble } from './stick-notice.ts'
import type { StickTransferEvent, StickWork } from './stick-transfer-state.ts'

export interface StickWorkParts {
  readonly clock: Clock
  readonly spool: Spool
  /** The handlers of incoming files, in this order. */
  readonly handlers: readonly ImportHandler[]
  /** Before anything is copied: open packets may close into a batch. */
  readonly prepare: () => Promise<void>
  /** Puts extra files beside the batches; a stick without them is no fault. */
  readonly extraFiles: (stick: Disk) => Promise<void>
  /** Called with the result of an import, for the log. */
  readonly report: (imported: StickImportReport) => void
}

/** The facts about one stick while it is in. */
export interface HeldStick {
  readonly stick: Stick
  /** Batches that wait to be read back. */
  written: readonly CarriedBatch[]
}

/** Does what the machine asks for and tells how it ended; `send` hears of progress. */
export async function doStickWork(
  parts: StickWorkParts,
  held: HeldStick,
  work: StickWork,
  send: (event: StickTransferEvent) => void,
  signal: AbortSignal,
): Promise<StickTransferEvent> {
  const { stick } = held
  const { id } = stick
  const disk = rereading(stick.disk, parts.clock)
  switch (work) {
    case 'import': {
      const imported = await importStick(disk, inFolder, parts.handlers, signal)
      if (!imported.ok) return { type: 'failed', id, cause: await causeOnStick(stick, imported.fault) }
      parts.report(imported.value)
      return { type: 'imported', id, ...countsOf(imported.value) }
    }
    case 'export': {
      await parts.prepare()
      const target = { disk, freeBytes: () => freeBytesOf(stick) }
      const exported = await exportBatches(parts.spool, target, signal, (done, total) =>
        send({ type: 'progressed', id, done, total }),
      )
      if (!exported.ok) return { type: 'failed', id, cause: await exportCause(stick, exported.fault) }
      const { written, present, left } = exported.value
      held.written = written
      await parts.extraFiles(stick.disk)
      const carried = written.length + present.length
      return { type: 'exported', id, carried, left: left.length, written: written.length > 0 }
    }
    case 'verify': {
      const reread = await stick.reread(signal)
      if (!reread.ok) return { type: 'failed', id, cause: causeOf(reread.fault) }
      const broken = await findBroken(disk, held.written, signal)
      return { type: 'verified', id, broken: broken.length }
    }
    case 'release': {
      const released = await stick.release(signal)
      return released.ok ? { type: 'released', id } : { type: 'failed', id, cause: causeOf(released.fault) }
    }
    default:
      return exhaustive(work)
  }
}

async function freeBytesOf(stick: Stick): Promise<number | undefined> {
  const space = await stick.space()
  return space.ok ? space.value.freeBytes : undefined
}

// Faults of our own disk; faults of the stick are separated where it is read.
const ownDisk = ['full', 'read-only', 'broken', 'gone', 'not-found', 'exists']

function countsOf({ taken, refused }: StickImportReport): {
  readonly receipts: number
  readonly trouble: StickTrouble | undefined
} {
  const fresh = taken.filter((one) => one.kind === 'receipt' && one.own && !one.again)
  return { receipts: fresh.length, trouble: troubleOf(refused.map(({ reason }) => reason)) }
}

// The one that staff can do most about. A file that could not be read has no verdict.
function troubleOf(reasons: readonly string[]): StickTrouble | undefined {
  if (reasons.some((reason) => ownDisk.includes(reason))) return 'kiosk-disk'
  if (reasons.includes('unreadable')) return 'broken'
  if (reasons.includes('too-many')) return 'too-many-files'
  return reasons.length > 0 ? 'refused-files' : undefined
}

async function exportCause(stick: Stick, fault: StickFault): Promise<StickTrouble> {
  return fault.kind === 'stick' ? causeOnStick(stick, fault.fault) : 'kiosk-disk'
}

// A stick that is gone answers its last calls in many ways: the socket knows.
async function causeOnStick(stick: Stick, { kind }: DiskFault): Promise<StickTrouble> {
  const there = await stick.space()
  if (kind === 'gone' || (!there.ok && there.fault.kind === 'gone')) return 'pulled'
  return kind === 'read-only' || kind === 'full' ? kind : 'broken'
}

/** The notice for a fault of the socket. */
export function causeOf(fault: MediaFault): StickTrouble {
  switch (fault.kind) {
    case 'gone':
      return 'pulled'
    case 'unknown-file-system':
    case 'unreadable':
      return fault.kind
    case 'busy':
    case 'cancelled':
      return 'not-released'
    default:
      return exhaustive(fault)
  }
}
