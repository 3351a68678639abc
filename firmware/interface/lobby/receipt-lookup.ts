import type { Disk } from '../../../hal/contract/disk.ts'
import type { Json } from '../../core/canonical-json.ts'
import { isStudentReceiptSigned } from '../../custody/chain/issue-student-receipt.ts'
import type { Receipt } from '../../custody/chain/receipt.ts'
import { packetStatuses } from '../../custody/spool/packet-status.ts'
import { checkReceipt, type ReceiptAnswer } from '../../custody/student-receipt/check-receipt.ts'
import {
  createKnowledge,
  type KnownPacket,
  type PacketStatus,
  type ReceiptKnowledge,
  receivedStatus,
} from '../../custody/student-receipt/receipt-knowledge.ts'
import { type ReceiptSnapshot, takeSnapshot } from '../../custody/student-receipt/receipt-snapshot.ts'
import { studentStatusOf } from '../../custody/student-receipt/student-status.ts'
import type { Neighbour } from '../../exchange/downlink/neighbour-list.ts'

/** Where a kiosk's knowledge about receipts comes from. */
export interface ReceiptSources {
  readonly own: Neighbour
  readonly disk: Disk
  /** Lines of the spool's journal; may grow. */
  readonly entries: readonly Json[]
  readonly neighbours: readonly Neighbour[]
  /** The registry's receipts for other kiosks that were brought here. */
  readonly carried: readonly Receipt[]
  /** National codes by the first eight bytes of a packet's hash, as the registry last sent them. */
  readonly statuses?: () => Statuses | undefined
}

type Statuses = Readonly<Record<string, string>>

interface Indexed {
  readonly lines: number
  readonly statuses: Statuses | undefined
  readonly knowledge: ReceiptKnowledge
}

/** Tells students what became of their recording. */
export interface ReceiptLookup {
  /** `text` is that of a QR code, or eight characters. */
  check(text: string): Promise<ReceiptAnswer>
  /** All that a phone needs to decide alone. */
  snapshot(wallMs: number): Promise<ReceiptSnapshot>
}

export function createReceiptLookup(sources: ReceiptSources): ReceiptLookup {
  const { own, neighbours, entries } = sources
  const keys = new Map([...neighbours, own].map(({ device, publicKey }) => [device, publicKey]))
  const others = sources.carried.flatMap(carriedPackets)
  let indexed: Indexed | undefined
  // Every change of a fate is a line of the journal: as long as none came, the index is true.
  const knowledge = async () => {
    const [lines, statuses] = [entries.length, sources.statuses?.()]
    if (indexed?.lines === lines && indexed.statuses === statuses) return indexed.knowledge
    const fates = await packetStatuses(sources.disk, entries)
    const ours = Array.from(fates, ([sha256, fate]) => knownPacket(own.device, sha256, fate))
    const known = [...ours, ...others].map((packet) => furthered(packet, statuses))
    indexed = { lines, statuses, knowledge: createKnowledge(own.device, keys, known) }
    return indexed.knowledge
  }
  return {
    check: async (text) => checkReceipt(text, await knowledge(), isStudentReceiptSigned),
    snapshot: async (wallMs) => takeSnapshot(await knowledge(), wallMs),
  }
}

// A status is about a packet that the registry took; before its receipt is here nothing else is said.
function furthered(packet: KnownPacket, statuses: Statuses | undefined): KnownPacket {
  const { fate, prefix } = packet
  const status = studentStatusOf(statuses?.[prefix] ?? '')
  return status && fate.kind === 'received' ? { ...packet, fate: { ...fate, status } } : packet
}

function carriedPackets(receipt: Receipt): readonly KnownPacket[] {
  const { device, number, accepted, rejected, withoutRecord = [] } = receipt
  const without = new Set(withoutRecord.map(({ sha256 }) => sha256))
  return [
    ...accepted.map((sha256) => knownPacket(device, sha256, receivedStatus(number, without.has(sha256)))),
    ...rejected.map(({ sha256 }) => knownPacket(device, sha256, { kind: 'refused' })),
  ]
}

function knownPacket(device: string, sha256: string, fate: PacketStatus): KnownPacket {
  return { device, prefix: sha256.slice(0, 16), fate }
}
