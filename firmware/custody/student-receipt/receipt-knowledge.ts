import { readableCode } from './readable-code.ts'
import type { StudentStatus } from './student-status.ts'

/** The fate of a packet, as far as a kiosk knows it. */
export type PacketStatus =
  /** Kept, on its way; without a batch while it is in none. */
  | { readonly kind: 'waiting'; readonly batch?: number }
  /** The registry signed for it, in its receipt of this number. */
  | { readonly kind: 'received'; readonly receipt: number; readonly status?: StudentStatus }
  /** The registry has looked at it and did not take it. */
  | { readonly kind: 'refused' }

/** Without a record, an officer has something to complete. */
export function receivedStatus(receipt: number, isWithoutRecord = false): PacketStatus {
  return { kind: 'received', receipt, ...(isWithoutRecord && { status: 'see-officer' }) }
}

export interface KnownPacket {
  readonly device: string
  /** First eight bytes of its SHA-256, 16 hexadecimal digits. */
  readonly prefix: string
  readonly fate: PacketStatus
}

/** All that one kiosk can say about receipts: its own and what it carries of others. */
export interface ReceiptKnowledge {
  /** The kiosk that knows. */
  readonly device: string
  /** Ed25519 public keys by device, 32 bytes in base64. */
  readonly keys: ReadonlyMap<string, string>
  /** Packets by their eight readable characters; nearly always one. */
  readonly packets: ReadonlyMap<string, readonly KnownPacket[]>
}

export function createKnowledge(
  device: string,
  keys: ReadonlyMap<string, string>,
  known: readonly KnownPacket[],
): ReceiptKnowledge {
  return { device, keys, packets: groupBy(known, ({ prefix }) => readableCode(prefix)) }
}

/** As `Map.groupBy`, which the browsers of older phones lack. */
export function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
