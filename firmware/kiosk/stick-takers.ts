import type { DiskFault } from '../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../hal/contract/result.ts'
import type { Stamp } from '../record/packet.ts'
import type { ListFault } from '../seal/numbered-list.ts'
import type { SignedDocument } from '../seal/signed-document.ts'
import { type AcceptFault, acceptReceipt } from '../spool/accept-receipt.ts'
import { keepNeighbourReceipt } from '../spool/neighbour-receipt.ts'
import type { Spool } from '../spool/spool.ts'
import type { StateFault } from '../state/durable-adapter.ts'
import type { Taken, Taker } from '../uplink/import-stick.ts'
import { keyListInForce, receiptKeysInForce, takeKeyList } from './key-list-in-force.ts'
import { takeNeighbourList } from './neighbour-list.ts'
import type { Site } from './site.ts'

export interface TakerParts {
  readonly spool: Spool
  readonly site: Site
  readonly stamp: () => Stamp
  /** Told what time it was at the registry when it signed a receipt for this kiosk. */
  readonly hear: (serverMs: number) => Promise<Result<void, DiskFault>>
}

/** The newest key list is damaged: nothing that the registry signs can be believed until it is brought again. */
export interface KeysLost {
  readonly kind: 'keys-lost'
  readonly number: number
}

const megabyte = 1_024 * 1_024

/**
 * All that may come down on a stick, in the order in which it must be taken: a new key list first, for its keys sign
 * what comes after. Each checks all that its command would check.
 */
export function stickTakers(parts: TakerParts): readonly Taker[] {
  return [
    {
      names: /^key-list\.json$/,
      mostBytes: megabyte,
      take: (document) => takeNewerKeyList(parts, document),
    },
    {
      names: /^devices\.json$/,
      // 100,000 kiosks of some 150 bytes.
      mostBytes: 16 * megabyte,
      take: (document) => takeDeviceList(parts, document),
    },
    {
      names: /^rk-[0-9a-f]{10}-\d{6,15}\.receipt\.json$/,
      // 10,000 packets, as over a link.
      mostBytes: 2 * megabyte,
      take: (document) => takeReceipt(parts, document),
    },
  ]
}

/** Takes a receipt for this kiosk, or keeps one for another. */
export async function takeReceipt(
  { spool, site, stamp, hear }: TakerParts,
  document: SignedDocument,
): Promise<Result<Extract<Taken, { kind: 'receipt' }>, AcceptFault | StateFault | KeysLost>> {
  const keys = await keyListInForce(spool.disk, site, spool.facts)
  if (!keys.ok) return keys
  if (keys.value.lost !== undefined) return err({ kind: 'keys-lost', number: keys.value.lost })
  const receiptKeys = receiptKeysInForce(keys.value)
  const answered = spool.facts.tombstones.size
  const own = await acceptReceipt(spool, document, receiptKeys, stamp())
  if (own.ok) {
    const heard = await hear(own.value.wallMs)
    const again = spool.facts.tombstones.size === answered
    return heard.ok ? ok({ kind: 'receipt', receipt: own.value, own: true, again }) : heard
  }
  if (own.fault.kind !== 'other-device') return own
  const kept = await keepNeighbourReceipt(spool.disk, document, receiptKeys)
  return kept.ok ? ok({ kind: 'receipt', receipt: kept.value, own: false, again: false }) : kept
}

async function takeNewerKeyList(
  { spool, site }: TakerParts,
  document: SignedDocument,
): Promise<Result<Taken, ListFault | StateFault>> {
  const before = await keyListInForce(spool.disk, site, spool.facts)
  if (!before.ok) return before
  const { number } = before.value.list
  const next = await takeKeyList(spool, site, document)
  // A stick that was long on its way carries the list of its day: never taken, and no harm.
  if (!next.ok && next.fault.kind === 'older') return ok({ kind: 'key-list', number, again: true })
  if (!next.ok) return next
  const taken = next.value.list.number
  return ok({ kind: 'key-list', number: taken, again: taken === number })
}

async function takeDeviceList(
  { spool, site }: TakerParts,
  document: SignedDocument,
): Promise<Result<Taken, ListFault | StateFault | KeysLost>> {
  const keys = await keyListInForce(spool.disk, site, spool.facts)
  if (!keys.ok) return keys
  if (keys.value.lost !== undefined) return err({ kind: 'keys-lost', number: keys.value.lost })
  const next = await takeNeighbourList(spool.disk, keys.value.list, document)
  if (!next.ok) return next
  return ok({ kind: 'device-list', number: next.value.number, devices: next.value.devices.length })
}
