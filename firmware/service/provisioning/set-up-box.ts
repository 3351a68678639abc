import type { Clock } from '../../../hal/contract/clock.ts'
import type { Disk } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import type { RemovableMedia, Stick } from '../../../hal/contract/removable-media.ts'
import { err, ok } from '../../../hal/contract/result.ts'
import { checkedFact } from '../../core/log/event-field.ts'
import type { Log } from '../../core/log/log.ts'
import { mebibyte } from '../../core/names.ts'
import type { DeviceIdentity } from '../../custody/crypto/device-identity.ts'
import { type KeyList, readKeyList } from '../../custody/crypto/key-list.ts'
import { usableKeys } from '../../custody/crypto/public-key.ts'
import { documentBytes, type SignedDocument } from '../../custody/crypto/signed-document.ts'
import type { StateFault } from '../../custody/document/durable-adapter.ts'
import { storedKeyList } from '../../exchange/downlink/active-key-list.ts'
import { type ImportHandler, importStick, type StickImportReport } from '../../exchange/stick/import-stick.ts'
import { inFolder, outFolder } from '../../exchange/stick/stick-layout.ts'
import { enrolmentHere } from './enrolment-here.ts'
import { mostOrderBytes, namePattern } from './import-site.ts'
import { keepOrder } from './kept-order.ts'
import {
  type ProvisioningOrder,
  provisioningOrderName,
  readProvisioningOrder,
  siteOfOrder,
} from './provisioning-order.ts'
import type { Site } from './site.ts'
import { saveSite } from './site-document.ts'
import { lastOrderOf } from './switch-school.ts'

/** The state of a box that has no school yet. */
export type SetupMoment =
  /** `isDamaged`: it had one, and its settings are damaged. */
  | { readonly type: 'waiting'; readonly isDamaged: boolean }
  | { readonly type: 'reading' }
  | { readonly type: 'refused'; readonly why: SetupRefusal }
  | { readonly type: 'done'; readonly school: string }

/** A stick without an order for this box, or with one that does not hold; `disk` is the box's own card. */
export type SetupRefusal =
  | 'nothing'
  | 'no-key-list'
  | 'not-signed'
  | 'for-other-box'
  | 'older'
  | 'wrong-time'
  | 'broken'
  | 'disk'

export interface SetUpParts {
  readonly disk: Disk
  readonly clock: Clock
  readonly identity: DeviceIdentity
  /** Absent where no stick can be put in. */
  readonly media: RemovableMedia | undefined
  /** The boot partition, where a technician may have left the same folders. */
  readonly boot: Disk | undefined
  /** Its settings were damaged beyond repair: only an order that names this box helps, and no stranger's keys. */
  readonly isDamaged: boolean
  readonly log: Log
  readonly changed: (state: SetupMoment) => void
}

/**
 * Waits for the registry's order and makes this box a school's; no person types anything.
 * The first key list is believed unchecked: a holder of a blank box could as well have flashed another.
 * The box writes beside it who it is, for the office to enrol. Gives nothing when `signal` aborts first.
 */
export async function setUpBox(parts: SetUpParts, signal: AbortSignal): Promise<Site | undefined> {
  const here = parts.boot && (await tryFolder(parts, parts.boot))
  if (here?.type === 'done') return here.site
  const { media, changed, isDamaged } = parts
  changed({ type: 'waiting', isDamaged })
  if (!media) {
    await parts.clock.sleep(Number.MAX_SAFE_INTEGER, signal)
    return undefined
  }
  const done = new AbortController()
  let site: Site | undefined
  for await (const change of media.watch(AbortSignal.any([signal, done.signal]))) {
    if (change.kind === 'detached') changed({ type: 'waiting', isDamaged })
    if (change.kind === 'unusable') changed({ type: 'refused', why: 'broken' })
    if (change.kind !== 'attached' || site) continue
    changed({ type: 'reading' })
    site = await tryStick(parts, change.stick, signal)
    if (site) done.abort()
  }
  return site
}

async function tryStick(parts: SetUpParts, stick: Stick, signal: AbortSignal): Promise<Site | undefined> {
  const tried = await tryFolder(parts, stick.disk)
  // Still plugged, it is the running kiosk's next: that one says when it may be pulled.
  await stick.release(signal)
  parts.changed(tried)
  return tried.type === 'done' ? tried.site : undefined
}

type Tried =
  | Extract<SetupMoment, { type: 'refused' }>
  | { readonly type: 'done'; readonly school: string; readonly site: Site }

async function tryFolder(parts: SetUpParts, source: Disk): Promise<Tried> {
  const { disk, identity, log } = parts
  const found: Found = parts.isDamaged ? { before: await storedKeyList(disk) } : {}
  const imported = await importStick(source, inFolder, handlersFor(parts, await lastOrderOf(disk), found))
  if (!imported.ok) return refused('broken')
  const { order, keyList } = found
  if (!order || !keyList) return refused(whyNot(imported.value, keyList))
  const site = siteOfOrder(order.value, keyList)
  const saved = await inOrder<StateFault>([
    () => saveSite(disk, site),
    () => keepOrder(disk, order.document, keyList),
  ])
  if (!saved.ok) return refused('disk')
  log('box-set-up', { school: checkedFact('school', site.school), number: site.order })
  await tellWhoWeAre(disk, identity, site, source)
  return { type: 'done', school: site.school, site }
}

function refused(why: SetupRefusal): Tried {
  return { type: 'refused', why }
}

interface Found {
  /** The list in force of a box that lost its site. */
  readonly before?: KeyList | undefined
  keyList?: KeyList
  order?: { readonly value: ProvisioningOrder; readonly document: SignedDocument }
}

function whyNot({ taken, refused: files }: StickImportReport, keyList: KeyList | undefined): SetupRefusal {
  if (taken.length + files.length === 0) return 'nothing'
  const reasons = files.map(({ reason }) => (reason === 'for-blank-box' ? 'for-other-box' : reason))
  const told = reasons.find(isOrderRefusal)
  return told ?? (keyList ? 'not-signed' : 'no-key-list')
}

const orderRefusals = ['for-other-box', 'older', 'wrong-time'] as const

function isOrderRefusal(reason: string): reason is (typeof orderRefusals)[number] {
  return (orderRefusals as readonly string[]).includes(reason)
}

function handlersFor(
  { identity, isDamaged }: SetUpParts,
  lastOrder: number,
  found: Found,
): readonly ImportHandler[] {
  const { device } = identity
  const box = { device, lastOrder, isBlank: !isDamaged, earliestMs: 0 }
  // One that names this box counts more than one for any.
  const names = [provisioningOrderName(device), provisioningOrderName()]
  return [
    {
      names: /^key-list\.json$/,
      mostBytes: mebibyte,
      async take(document) {
        const list = readKeyList(found.before, document)
        if (list.ok) found.keyList = list.value
        return list.ok ? ok({ kind: 'key-list', number: list.value.number, again: false }) : list
      },
    },
    ...names.map(
      (name): ImportHandler => ({
        names: namePattern(name),
        mostBytes: mostOrderBytes,
        async take(document) {
          if (found.order) return ok({ kind: 'site', number: found.order.value.number, again: true })
          if (!found.keyList) return err({ kind: 'no-key-list' })
          const order = readProvisioningOrder(document, usableKeys(found.keyList.receiptKeys), box)
          if (!order.ok) return order
          found.order = { value: order.value, document }
          return ok({ kind: 'site', number: order.value.number, again: false })
        },
      }),
    ),
  ]
}

/** Where a box leaves its enrolment on a stick; the office reads it from there. */
export function enrolmentPath(device: string): string {
  return `${outFolder(device)}/enrolment.json`
}

// A stick that takes no writes is no reason to stop: the QR code on the screen says the same.
async function tellWhoWeAre(disk: Disk, identity: DeviceIdentity, site: Site, stick: Disk): Promise<void> {
  const enrolment = await enrolmentHere(disk, identity, site.school, site.replaces)
  const folder = outFolder(identity.device)
  await inOrder([
    () => stick.makeDirectory(folder),
    () => stick.write(enrolmentPath(identity.device), documentBytes(enrolment)),
    () => stick.write('REKAM/STATUS.txt', Buffer.from(statusText(identity.device, site))),
    () => stick.syncDirectory(folder),
    () => stick.syncDirectory('REKAM'),
  ])
}

function statusText(device: string, { school }: Site): string {
  return [
    `Kotak ${device} terpasang untuk sekolah ${school}.`,
    `Daftarkan di Dukcapil: rekam devices enrol STIK/${enrolmentPath(device)}`,
    '',
  ].join('\r\n')
}
