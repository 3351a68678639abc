import type { Disk } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import type { RemovableMedia } from '../../hal/contract/removable-media.ts'
import type { EventBook } from '../event/event-book.ts'
import { checkedFact } from '../event/event-field.ts'
import type { Log } from '../event/log.ts'
import type { DeviceIdentity } from '../seal/device-identity.ts'
import type { ImportReport } from '../uplink/import-stick.ts'
import { muleNotice } from '../uplink/mule-notice.ts'
import { runMule } from '../uplink/run-mule.ts'
import { logFolder } from '../uplink/stick-layout.ts'
import type { StickNotice } from '../uplink/stick-notice.ts'
import type { Kiosk } from './kiosk.ts'
import { newsShelf } from './news-shelf.ts'
import { siteTaker } from './site-taker.ts'
import { stickTakers } from './stick-takers.ts'

/** What is done with a stick beyond carrying. */
export interface StickHooks {
  /** The box has become another school's: that takes a new start. */
  readonly reordered?: () => void
  /** What happened lately, for whoever is asked for help; goes along on every stick. */
  readonly book?: EventBook
}

/** Whoever puts a stick in has nothing to press: the lobby says when it may be pulled. Until `signal` aborts. */
export async function runSticks(
  kiosk: Kiosk,
  media: RemovableMedia,
  signal: AbortSignal,
  { reordered = () => undefined, book }: StickHooks = {},
): Promise<void> {
  const { parts, stores, stamp } = kiosk
  const { spool, time, keys } = stores
  await runMule(
    {
      media,
      spool,
      clock: parts.clock,
      takers: [
        ...stickTakers({
          spool,
          keys,
          news: newsShelf(kiosk),
          stamp,
          hear: (serverMs) => time.hear(serverMs),
        }),
        siteTaker(kiosk, reordered),
      ],
      prepare: () => closeOpenPackets(kiosk),
      goesAlong: (stick) => carryLog(kiosk.identity, stick, book),
      changed(state) {
        const notice = muleNotice(state)
        kiosk.showStick(notice)
        if (notice?.kind === 'safe' || notice?.kind === 'trouble') logNotice(parts.log, notice)
      },
      report: (imported) => logImported(parts.log, imported),
    },
    signal,
  )
}

// Who carries a stick to town does not come back for what was recorded since the last batch closed.
async function closeOpenPackets({ stores: { spool }, stamp, parts }: Kiosk): Promise<void> {
  const closed = await spool.closeBatch(stamp())
  if (!closed.ok) parts.log('batch-not-closed', { fault: closed.fault.kind })
}

function logImported(log: Log, { taken, refused, ignored }: ImportReport): void {
  log('stick-read', { taken: taken.length, refused: refused.length, ignored })
  for (const { name, reason } of refused)
    log('stick-file-refused', { file: checkedFact('file', name), reason: checkedFact('word', reason) })
  for (const one of taken)
    if (one.kind !== 'receipt' && one.kind !== 'device-list' && !one.again)
      log('news-taken', { file: one.kind, number: one.number })
}

function logNotice(log: Log, notice: Extract<StickNotice, { kind: 'safe' | 'trouble' }>): void {
  log('stick', { ...notice })
}

// Beside the batches, as it says nothing of anybody; the next stick has a newer one.
async function carryLog({ device }: DeviceIdentity, stick: Disk, book: EventBook | undefined): Promise<void> {
  const lines = await book?.lines()
  if (!lines?.ok || lines.value.length === 0) return
  const text = lines.value.map((line) => `${line}\n`).join('')
  await inOrder([
    () => stick.makeDirectory(logFolder),
    () => stick.write(`${logFolder}/${device}.jsonl`, Buffer.from(text)),
    () => stick.syncDirectory(logFolder),
  ])
}
