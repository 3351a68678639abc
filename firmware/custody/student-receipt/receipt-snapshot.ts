import { createKnowledge, groupBy, type PacketStatus, type ReceiptKnowledge } from './receipt-knowledge.ts'

/** A kiosk's knowledge at one moment, small enough for a page: 16 digits a packet, nothing about persons. */
export interface ReceiptSnapshot {
  readonly v: 1
  readonly device: string
  /** Ed25519 public keys by device, 32 bytes in base64. */
  readonly keys: Readonly<Record<string, string>>
  /** The kiosk's own clock, milliseconds since 1970; it may be wrong. */
  readonly wallMs: number
  readonly packets: readonly PacketGroup[]
}

interface PacketGroup {
  readonly device: string
  readonly fate: PacketStatus
  /** Packets of this fate, 16 hexadecimal digits each, one behind the other. */
  readonly prefixes: string
}

export function takeSnapshot({ device, keys, packets }: ReceiptKnowledge, wallMs: number): ReceiptSnapshot {
  const known = [...packets.values()].flat()
  const groups = groupBy(known, (packet) => JSON.stringify([packet.device, packet.fate]))
  return {
    v: 1,
    device,
    keys: Object.fromEntries(keys),
    wallMs,
    packets: [...groups.values()].flatMap((group) => {
      const prefixes = group.map(({ prefix }) => prefix).join('')
      return group[0] ? [{ device: group[0].device, fate: group[0].fate, prefixes }] : []
    }),
  }
}

/** The knowledge of the kiosk that took the snapshot. */
export function knowledgeOf({ device, keys, packets }: ReceiptSnapshot): ReceiptKnowledge {
  const known = packets.flatMap((group) =>
    (group.prefixes.match(/.{16}/g) ?? []).map((prefix) => ({ ...group, prefix })),
  )
  return createKnowledge(device, new Map(Object.entries(keys)), known)
}
