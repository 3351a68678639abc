import type { Clock } from '../../../hal/contract/clock.ts'
import type { Disk } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import type { RemovableMedia } from '../../../hal/contract/removable-media.ts'
import type { EventBook } from '../../core/log/event-book.ts'
import { checkedFact } from '../../core/log/event-field.ts'
import type { Log } from '../../core/log/log.ts'
import type { Stamp } from '../../custody/packet/packet.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import type { ImportHandler, StickImportReport } from './import-stick.ts'
import { noticeOfTransfer } from './notice-of-transfer.ts'
import { runStickTransfer } from './run-stick-transfer.ts'
import { logFolder } from './stick-layout.ts'
import type { StickNotice } from './stick-notice.ts'

/** The part of a kiosk that carries batches by stick. */
export interface StickContext {
  readonly device: string
  readonly spool: Spool
  readonly clock: Clock
  readonly log: Log
  readonly stamp: () => Stamp
  /** All that may come in by a stick. */
  readonly handlers: readonly ImportHandler[]
  /** The state of the sticks in the box; nothing when there are none. */
  readonly show: (notice: StickNotice | undefined) => void
  /** The latest events, for the office that is asked for help; copied to every stick. */
  readonly book?: EventBook | undefined
}

/** Serves sticks without a button: the lobby says when one may be pulled. Until `signal` aborts. */
export async function runSticks(
  context: StickContext,
  media: RemovableMedia,
  signal: AbortSignal,
): Promise<void> {
  const { spool, clock, log, handlers, show } = context
  await runStickTransfer(
    {
      media,
      spool,
      clock,
      handlers,
      prepare: () => closeOpenPackets(context),
      extraFiles: (stick) => carryLog(context, stick),
      changed(state) {
        const notice = noticeOfTransfer(state)
        show(notice)
        if (notice?.kind === 'safe' || notice?.kind === 'trouble') logNotice(log, notice)
      },
      report: (imported) => logImported(log, imported),
    },
    signal,
  )
}

// A person who carries a stick to town does not come back for packets recorded since the last batch closed.
async function closeOpenPackets({ spool, stamp, log }: StickContext): Promise<void> {
  const closed = await spool.closeBatch(stamp())
  if (!closed.ok) log('batch-not-closed', { fault: closed.fault.kind })
}

function logImported(log: Log, { taken, refused, ignored }: StickImportReport): void {
  log('stick-read', {
    taken: taken.length,
    refused: refused.reduce((sum, { count }) => sum + count, 0),
    ignored,
  })
  for (const { name, reason, count } of refused)
    log('stick-file-refused', { file: checkedFact('file', name), reason: checkedFact('word', reason), count })
  for (const one of taken)
    if (one.kind !== 'receipt' && one.kind !== 'device-list' && !one.again)
      log('news-taken', { file: one.kind, number: one.number })
}

function logNotice(log: Log, notice: Extract<StickNotice, { kind: 'safe' | 'trouble' }>): void {
  log('stick', { ...notice })
}

// Beside the batches, as it says nothing about persons; the next stick has a newer one.
async function carryLog({ device, book }: StickContext, stick: Disk): Promise<void> {
  const lines = await book?.lines()
  if (!lines?.ok || lines.value.length === 0) return
  const text = lines.value.map((line) => `${line}\n`).join('')
  await inOrder([
    () => stick.makeDirectory(logFolder),
    () => stick.write(`${logFolder}/${device}.jsonl`, Buffer.from(text)),
    () => stick.syncDirectory(logFolder),
  ])
}
