import { z } from 'zod'
import type { Clock } from '../../hal/contract/clock.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { afterCut, newQueueDay, type QueueDay, queueDaySchema } from '../queue/queue-day.ts'
import type { Stamp } from '../record/packet.ts'
import type { Receipt } from '../record/receipt.ts'
import { openRosterStore, type RosterStore } from '../roster/roster-store.ts'
import type { DeviceIdentity } from '../seal/device-identity.ts'
import type { KeyList } from '../seal/key-list.ts'
import { usableKeys } from '../seal/public-key.ts'
import { readNeighbourReceipts } from '../spool/neighbour-receipt.ts'
import { resumePurges } from '../spool/resume-purges.ts'
import { openSpool, type Spool } from '../spool/spool.ts'
import { type Document, openDocument } from '../state/document.ts'
import type { SenderMemory } from '../uplink/sender.ts'
import { keyListInForce } from './key-list-in-force.ts'
import { createKioskTime, type KioskTime, type KnownTime, knownTimeSchema } from './kiosk-time.ts'
import { neighboursOf, readNeighbourList } from './neighbour-list.ts'
import type { Neighbour } from './receipt-desk.ts'
import { recoverDrafts } from './recover-drafts.ts'
import type { Site } from './site.ts'
import { createStamper } from './stamp.ts'

/** All that the kiosk keeps on its disk, opened and repaired after whatever happened before. */
export interface KioskStores {
  readonly spool: Spool
  readonly roster: RosterStore
  readonly queue: Document<QueueDay>
  readonly sender: Document<SenderMemory>
  readonly keyList: KeyList
  readonly time: KioskTime
  readonly stamp: () => Stamp
  /** How often this kiosk has started; orders events when the clock cannot. */
  readonly boot: number
  /** Unfinished visits that could not be read at this start. */
  readonly damaged: readonly string[]
  /** Kiosks whose students' receipts can be checked here. */
  readonly neighbours: readonly Neighbour[]
  /** The registry's receipts for other kiosks. */
  readonly carried: readonly Receipt[]
}

export interface OpenFault {
  readonly kind: string
  readonly path?: string
}

const bootSchema = z.strictObject({ boot: z.int().nonnegative() })
const senderSchema = z.strictObject({ uploads: z.record(z.string(), z.string()) })

export async function openStores(
  disk: Disk,
  site: Site,
  identity: DeviceIdentity,
  today: string,
  clock: Clock,
): Promise<Result<KioskStores, OpenFault>> {
  const boots = await openDocument(disk, 'state/boot.json', parserOf(bootSchema), { boot: 0 })
  if (!boots.ok) return boots
  const counted = await boots.value.replace({ boot: boots.value.value.boot + 1 })
  if (!counted.ok) return counted
  const spool = await openSpool(disk, identity)
  if (!spool.ok) return spool
  const keyList = await keyListInForce(disk, site)
  if (!keyList.ok) return keyList
  const receiptKeys = usableKeys(keyList.value.receiptKeys)
  const known = await openDocument<KnownTime>(disk, 'state/time.json', parserOf(knownTimeSchema), {
    v: 1,
    serverMs: 0,
  })
  if (!known.ok) return known
  const time = createKioskTime(clock, known.value, site.provisionedMs)
  const stamp = createStamper(clock, boots.value.value.boot, time)
  const purged = await resumePurges(spool.value, receiptKeys, stamp())
  if (!purged.ok) return purged
  const carried = await readNeighbourReceipts(disk, identity.device, receiptKeys)
  if (!carried.ok) return carried
  const roster = await openRosterStore(disk)
  if (!roster.ok) return roster
  const first = newQueueDay(today, site.letter)
  const queue = await openDocument(disk, 'state/queue.json', parserOf(queueDaySchema), first)
  if (!queue.ok) return queue
  const sender = await openDocument(disk, 'state/uplink.json', parserOf(senderSchema), { uploads: {} })
  if (!sender.ok) return sender
  const recovered = await recoverDrafts(spool.value, afterCut(queue.value.value))
  if (!recovered.ok) return recovered
  const saved = await queue.value.replace(recovered.value.queue)
  if (!saved.ok) return saved
  for (const pid of recovered.value.recorded) {
    const marked = await roster.value.markRecorded(pid)
    if (!marked.ok) return marked
  }
  return ok({
    spool: spool.value,
    roster: roster.value,
    queue: queue.value,
    sender: sender.value,
    keyList: keyList.value,
    time,
    stamp,
    boot: boots.value.value.boot,
    damaged: recovered.value.damaged,
    neighbours: neighboursOf(await readNeighbourList(disk, keyList.value)),
    carried: carried.value,
  })
}

function parserOf<T>(schema: z.ZodType<T>): (raw: unknown) => T | undefined {
  return (raw) => schema.safeParse(raw).data
}
