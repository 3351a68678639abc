import { z } from 'zod'
import type { Clock } from '../../hal/contract/clock.ts'
import type { Disk, DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { checkedFact } from '../core/log/event-field.ts'
import { createMemoryLog, type Log, type LoggedEvent } from '../core/log/log.ts'
import type { Receipt } from '../custody/chain/receipt.ts'
import type { DeviceIdentity } from '../custody/crypto/device-identity.ts'
import type { Document } from '../custody/document/document.ts'
import type { StateFault } from '../custody/document/durable-adapter.ts'
import { openOrRecoverDocument } from '../custody/document/open-or-recover-document.ts'
import { PendingSaves } from '../custody/document/pending-saves.ts'
import { type Parse, versioned } from '../custody/document/versioned.ts'
import type { Stamp } from '../custody/packet/packet.ts'
import { readNeighbourReceipts } from '../custody/spool/neighbour-receipt.ts'
import { openSpool } from '../custody/spool/open-spool.ts'
import { resumePurges } from '../custody/spool/resume-purges.ts'
import type { Spool } from '../custody/spool/spool.ts'
import {
  type DownlinkState,
  downlinkStateSchema,
  noDownlinkState,
} from '../exchange/downlink/accept-update.ts'
import { type ActiveKeyList, activeKeyList } from '../exchange/downlink/active-key-list.ts'
import { type ActiveKeys, createActiveKeys } from '../exchange/downlink/active-keys.ts'
import { type Neighbour, neighboursOf, readNeighbourList } from '../exchange/downlink/neighbour-list.ts'
import { openRosterIdentity } from '../exchange/downlink/roster-identity.ts'
import { noSenderMemory, parseSenderMemory, type SenderMemory } from '../exchange/link/sender-memory.ts'
import { type LinkHistory, linkHistorySchema, noLinkHistory } from '../exchange/policy/throughput-history.ts'
import { type Recovered, recoverDrafts } from '../recording/runtime/recover-drafts.ts'
import { afterCut, newQueueDay, parseQueueDay, type QueueDay } from '../school/queue/queue-day.ts'
import { type Guesses, noGuesses, parseGuesses } from '../school/roster/birth-date-guard.ts'
import { openRosterStore, type RosterStore } from '../school/roster/roster-store.ts'
import {
  type AttendantState,
  noAttendantState,
  parseAttendantState,
} from '../service/provisioning/pin-guard.ts'
import type { Site } from '../service/provisioning/site.ts'
import { createKioskTime, type KioskTime, noTime, parseKnownTime } from './kiosk-time.ts'
import { createStamper } from './stamp.ts'

/** All that the kiosk keeps on its disk, opened and repaired after whatever happened before. */
export interface KioskStores {
  readonly spool: Spool
  readonly roster: RosterStore
  readonly queue: Document<QueueDay>
  readonly sender: Document<SenderMemory>
  readonly linkHistory: Document<LinkHistory>
  readonly keys: ActiveKeys
  /** The files that the registry has sent down. */
  readonly news: Document<DownlinkState>
  /** Opens the lists of pupils that the registry sends. */
  readonly rosterIdentity: string
  /** The attendant's PIN, where it was chosen at the panel, and the tries at it. */
  readonly attendant: Document<AttendantState>
  /** Wrong birth dates, by pupil. */
  readonly guesses: Document<Guesses>
  readonly time: KioskTime
  readonly stamp: () => Stamp
  /** How often this kiosk has started; orders events when the clock cannot. */
  readonly boot: number
  /** The repairs of this start, and the files that it does without. */
  readonly troubles: readonly LoggedEvent[]
  /** Changes that the disk refused at this start: written as soon as it takes it. */
  readonly pending: PendingSaves
  /** Kiosks whose students' receipts can be checked here. */
  readonly neighbours: readonly Neighbour[]
  /** The registry's receipts for other kiosks. */
  readonly carried: readonly Receipt[]
}

export interface OpenFault {
  readonly kind: string
  readonly path?: string
}

/** Version 0 had no `v`. */
export const parseBoot = versioned(1, z.strictObject({ v: z.literal(1), boot: z.int().nonnegative() }), [
  (old) => ({ ...old, v: 1 }),
])

export async function openStores(
  disk: Disk,
  site: Site,
  identity: DeviceIdentity,
  today: string,
  clock: Clock,
): Promise<Result<KioskStores, OpenFault>> {
  const { log, events } = createMemoryLog()
  const pending = new PendingSaves()
  pending.onRefusal = (fault) => noteUnsaved(fault, log)
  const spool = await openSpool(disk, identity)
  if (!spool.ok) return spool
  if (spool.value.rebuilt) log('journal-rebuilt')
  const boot = await countBoot(spool.value, pending, log)
  if (!boot.ok) return boot
  const inForce = await openKeyList(spool.value, site, pending, log)
  if (!inForce.ok) return inForce
  const keys = createActiveKeys(spool.value, site, inForce.value)
  const { receiptKeys } = keys
  const known = await openState(disk, 'state/time.json', parseKnownTime, noTime, log)
  if (!known.ok) return known
  const time = createKioskTime(clock, known.value, site)
  const stamp = createStamper(clock, boot.value, time)
  const purged = await resumePurges(spool.value, receiptKeys, stamp())
  if (!purged.ok) return purged
  const carried = await readNeighbourReceipts(disk, identity.device, receiptKeys)
  if (!carried.ok) return carried
  const roster = await openRosterStore(disk)
  if (!roster.ok) return roster
  for (const _ of roster.value.lost) log('class-damaged')
  const documents = await openDocuments(disk, newQueueDay(today, site.letter), log)
  if (!documents.ok) return documents
  const { queue } = documents.value
  const rosterIdentity = await openRosterIdentity(disk)
  if (!rosterIdentity.ok) return rosterIdentity
  const recovered = await recoverDrafts(spool.value, afterCut(queue.value), site.abandonedAfterDays)
  if (!recovered.ok) return recovered
  await saveRecovered(recovered.value, queue, roster.value, pending, log)
  return ok({
    spool: spool.value,
    roster: roster.value,
    ...documents.value,
    rosterIdentity: rosterIdentity.value,
    keys,
    time,
    stamp,
    boot: boot.value,
    troubles: events,
    pending,
    neighbours: neighboursOf(await readNeighbourList(disk, keys.list)),
    carried: carried.value,
  })
}

type Documents = Pick<KioskStores, 'queue' | 'sender' | 'linkHistory' | 'news' | 'attendant' | 'guesses'>

async function openDocuments(disk: Disk, first: QueueDay, log: Log): Promise<Result<Documents, StateFault>> {
  const queue = await openState(disk, 'state/queue.json', parseQueueDay, first, log)
  if (!queue.ok) return queue
  const sender = await openState(disk, 'state/uplink.json', parseSenderMemory, noSenderMemory, log)
  if (!sender.ok) return sender
  const parseHistory = versioned(1, linkHistorySchema)
  const linkHistory = await openState(disk, 'state/link-history.json', parseHistory, noLinkHistory, log)
  if (!linkHistory.ok) return linkHistory
  const parseNews = versioned(1, downlinkStateSchema)
  const news = await openState(disk, 'state/news.json', parseNews, noDownlinkState, log)
  if (!news.ok) return news
  const attendant = await openState(disk, 'state/attendant.json', parseAttendantState, noAttendantState, log)
  if (!attendant.ok) return attendant
  const guesses = await openState(disk, 'state/guesses.json', parseGuesses, noGuesses, log)
  if (!guesses.ok) return guesses
  return ok({
    attendant: attendant.value,
    guesses: guesses.value,
    queue: queue.value,
    sender: sender.value,
    linkHistory: linkHistory.value,
    news: news.value,
  })
}

// The journal knows every start too, so that no number is ever used twice.
async function countBoot(spool: Spool, pending: PendingSaves, log: Log): Promise<Result<number, StateFault>> {
  const opened = await openState(spool.disk, 'state/boot.json', parseBoot, { v: 1, boot: 0 }, log)
  if (!opened.ok) return opened
  const boot = Math.max(opened.value.value.boot, spool.facts.highestBoot) + 1
  await pending.save(() => opened.value.replace({ v: 1, boot }))
  await pending.save(() => spool.journal.append({ op: 'started', boot }))
  return ok(boot)
}

async function openKeyList(
  { disk, facts, journal }: Spool,
  site: Site,
  pending: PendingSaves,
  log: Log,
): Promise<Result<ActiveKeyList, StateFault>> {
  const inForce = await activeKeyList(disk, site, facts)
  if (!inForce.ok) return inForce
  const { list, lost } = inForce.value
  if (lost !== undefined) log('keys-lost', { number: lost })
  if (list.number > facts.highestKeyList)
    await pending.save(() => journal.append({ op: 'key-list', number: list.number }))
  return inForce
}

async function openState<T>(
  disk: Disk,
  path: string,
  parse: Parse<T>,
  rebuild: T,
  log: Log,
): Promise<Result<Document<T>, StateFault>> {
  const opened = await openOrRecoverDocument(disk, path, parse, rebuild)
  if (!opened.ok) return opened
  if (opened.value.rebuilt) log('state-rebuilt', { path: checkedFact('file', path) })
  return ok(opened.value.document)
}

async function saveRecovered(
  recovered: Recovered,
  queue: Document<QueueDay>,
  roster: RosterStore,
  pending: PendingSaves,
  log: Log,
): Promise<void> {
  // It follows from what is on the disk: a ticket given back counts, though the disk may not take it yet.
  await pending.save(
    () => queue.follow(() => recovered.queue),
    () => queue.follow((now) => now),
  )
  for (const pid of recovered.recorded) await pending.save(() => roster.markRecorded(pid))
  for (const visit of recovered.unreadable) log('draft-unreadable', { visit: checkedFact('visit', visit) })
  for (const visit of recovered.damaged) log('draft-damaged', { visit: checkedFact('visit', visit) })
  for (const visit of recovered.abandoned) log('visit-abandoned', { visit: checkedFact('visit', visit) })
  for (const visit of recovered.left) log('draft-not-erased', { visit: checkedFact('visit', visit) })
}

// A full or failing disk still has packets to send, and receipts make room: it is logged, and the kiosk starts.
function noteUnsaved({ kind, path }: DiskFault | StateFault, log: Log): void {
  log('not-saved', { fault: kind, path: checkedFact('file', path) })
}
