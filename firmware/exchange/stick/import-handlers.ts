import type { DiskFault } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { deviceNamePattern, mebibyte } from '../../core/names.ts'
import type { SignedTime } from '../../custody/chain/receipt.ts'
import type { ListFault } from '../../custody/crypto/numbered-list.ts'
import type { SignedDocument } from '../../custody/crypto/signed-document.ts'
import type { StateFault } from '../../custody/document/durable-adapter.ts'
import type { Stamp } from '../../custody/packet/packet.ts'
import { type AcceptFault, acceptReceipt } from '../../custody/spool/accept-receipt.ts'
import { keepNeighbourReceipt } from '../../custody/spool/neighbour-receipt.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import {
  acceptRoster,
  acceptStatuses,
  type UpdateFault,
  type UpdateStore,
} from '../downlink/accept-update.ts'
import type { ActiveKeys } from '../downlink/active-keys.ts'
import { takeNeighbourList } from '../downlink/neighbour-list.ts'
import type { ImportHandler, ImportResult } from './import-stick.ts'

export interface ImportHandlerParts {
  readonly spool: Spool
  readonly keys: ActiveKeys
  /** Where statuses and lists of pupils go. */
  readonly news: UpdateStore
  readonly stamp: () => Stamp
  /** Called with the registry's time of signing a receipt for this kiosk. */
  readonly onSignedTime: (word: SignedTime) => Promise<Result<void, DiskFault>>
}

/** The newest key list is damaged: nothing that the registry signs can be believed until it is brought again. */
export interface KeysLost {
  readonly kind: 'keys-lost'
  readonly number: number
}

/**
 * All that may come down on a stick, in the order in which it must be taken: a new key list first, for its keys sign
 * what comes after. Each checks all that its command would check.
 */
export function importHandlers(parts: ImportHandlerParts): readonly ImportHandler[] {
  const { school } = parts.news
  return [
    {
      names: /^key-list\.json$/,
      mostBytes: mebibyte,
      take: (document) => takeKeyList(parts, document),
    },
    {
      names: /^devices\.json$/,
      // 10,000 kiosks of some 200 bytes: a province. Parsing it is a third of a second on one core.
      mostBytes: 2 * mebibyte,
      take: (document) => takeDeviceList(parts, document),
    },
    {
      names: new RegExp(`^${deviceNamePattern}-\\d{6,15}\\.receipt\\.json$`),
      // 10,000 packets, as over a link.
      mostBytes: 2 * mebibyte,
      take: (document) => takeReceipt(parts, document),
    },
    {
      names: new RegExp(`^status-${school}\\.json$`),
      mostBytes: 4 * mebibyte,
      take: (document) => takeStatuses(parts, document),
    },
    {
      names: new RegExp(`^roster-${school}\\.json\\.age$`),
      mostBytes: 16 * mebibyte,
      take: (document) => takeRoster(parts, document),
    },
  ]
}

/** Takes a receipt for this kiosk, or keeps one for another. */
export async function takeReceipt(
  { spool, keys, stamp, onSignedTime }: Omit<ImportHandlerParts, 'news'>,
  document: SignedDocument,
): Promise<Result<Extract<ImportResult, { kind: 'receipt' }>, AcceptFault | StateFault | KeysLost>> {
  if (keys.lost !== undefined) return err({ kind: 'keys-lost', number: keys.lost })
  const answered = spool.facts.purges.size
  const own = await acceptReceipt(spool, document, keys.receiptKeys, stamp())
  if (own.ok) {
    const heard = await onSignedTime({ wallMs: own.value.wallMs, batch: own.value.seq, isNow: false })
    const again = spool.facts.purges.size === answered
    return heard.ok ? ok({ kind: 'receipt', receipt: own.value, own: true, again }) : heard
  }
  if (own.fault.kind !== 'other-device') return own
  const kept = await keepNeighbourReceipt(spool.disk, document, keys.receiptKeys)
  return kept.ok ? ok({ kind: 'receipt', receipt: kept.value, own: false, again: false }) : kept
}

async function takeKeyList(
  { keys }: ImportHandlerParts,
  document: SignedDocument,
): Promise<Result<ImportResult, ListFault | StateFault>> {
  const taken = await keys.take(document)
  const { number } = keys.list
  // A stick that was long on its way carries the list of its day: never taken, and no harm.
  if (!taken.ok && taken.fault.kind === 'older' && keys.lost === undefined)
    return ok({ kind: 'key-list', number, again: true })
  return taken.ok ? ok({ kind: 'key-list', number, again: taken.value === 'known' }) : taken
}

async function takeDeviceList(
  { spool, keys }: ImportHandlerParts,
  document: SignedDocument,
): Promise<Result<ImportResult, ListFault | StateFault | KeysLost>> {
  if (keys.lost !== undefined) return err({ kind: 'keys-lost', number: keys.lost })
  const next = await takeNeighbourList(spool.disk, keys.list, document)
  if (!next.ok) return next
  return ok({ kind: 'device-list', number: next.value.number, devices: next.value.devices.length })
}

async function takeStatuses(
  { news }: ImportHandlerParts,
  document: SignedDocument,
): Promise<Result<ImportResult, UpdateFault>> {
  const taken = await acceptStatuses(news, document)
  return takenNews('statuses', news.news.value.status?.number ?? 0, taken)
}

async function takeRoster(
  { news }: ImportHandlerParts,
  document: SignedDocument,
): Promise<Result<ImportResult, UpdateFault>> {
  const taken = await acceptRoster(news, document)
  return takenNews('roster', news.news.value.roster, taken)
}

function takenNews(
  kind: 'statuses' | 'roster',
  number: number,
  taken: Result<'new' | 'known', UpdateFault>,
): Result<ImportResult, UpdateFault> {
  if (taken.ok) return ok({ kind, number, again: taken.value === 'known' })
  return taken.fault.kind === 'older' ? ok({ kind, number, again: true }) : taken
}
