import { readableCode, readReadableCode } from './readable-code.ts'
import type { KnownPacket, PacketStatus, ReceiptKnowledge } from './receipt-knowledge.ts'
import { readReceiptText, receiptMark } from './student-receipt.ts'
import type { StudentStatus } from './student-status.ts'

/** The proof that a receipt gives here. `device` names the kiosk that recorded, where it is another than this one. */
export type ReceiptAnswer =
  | {
      readonly kind: 'received'
      readonly receipt: number
      readonly device?: string
      /** How far the registry has come with it, when it has said so. */
      readonly status?: StudentStatus
    }
  | { readonly kind: 'waiting'; readonly batch?: number }
  | { readonly kind: 'refused'; readonly device?: string }
  /** Genuine; whether the registry has it, only that kiosk can tell. */
  | { readonly kind: 'elsewhere'; readonly device: string }
  /** Genuine and by this kiosk, which has no such record: its card is an old copy. */
  | { readonly kind: 'lost' }
  /** No key of that kiosk is here, so nothing can be said. */
  | { readonly kind: 'unknown-kiosk'; readonly device: string }
  | { readonly kind: 'forged' }
  /** Eight sound characters that stand for nothing known here. */
  | { readonly kind: 'unknown-code' }
  | { readonly kind: 'mistyped' }

/** Whether `signature` is by `publicKey` (base64) over the content of a student's receipt. */
export type IsReceiptSigned = (publicKey: string, content: Uint8Array, signature: Uint8Array) => boolean

/** Decides about the text of a QR code or about eight characters, from what one kiosk knows. Never throws. */
export function checkReceipt(
  given: string,
  knowledge: ReceiptKnowledge,
  isSigned: IsReceiptSigned,
): ReceiptAnswer {
  const text = given.trim()
  if (text.startsWith(receiptMark)) return checkText(text, knowledge, isSigned)
  const code = readReadableCode(text)
  if (!code) return { kind: 'mistyped' }
  return answerFor(knowledge.packets.get(code) ?? [], knowledge) ?? { kind: 'unknown-code' }
}

function checkText(text: string, knowledge: ReceiptKnowledge, isSigned: IsReceiptSigned): ReceiptAnswer {
  const receipt = readReceiptText(text)
  if (!receipt) return { kind: 'mistyped' }
  const { device, prefix, content, signature } = receipt
  const publicKey = knowledge.keys.get(device)
  if (publicKey === undefined) return { kind: 'unknown-kiosk', device }
  if (!isSigned(publicKey, content, signature)) return { kind: 'forged' }
  const named = knowledge.packets.get(readableCode(prefix)) ?? []
  const found = named.filter((packet) => packet.device === device && packet.prefix === prefix)
  const unknown: ReceiptAnswer =
    device === knowledge.device ? { kind: 'lost' } : { kind: 'elsewhere', device }
  return answerFor(found, knowledge) ?? unknown
}

// Of two records with the same characters the one that promises least: a wrong "received" would be believed.
const promises = ['refused', 'waiting', 'received'] as const satisfies readonly PacketStatus['kind'][]

function answerFor(found: readonly KnownPacket[], { device }: ReceiptKnowledge): ReceiptAnswer | undefined {
  const rank = ({ fate }: KnownPacket) => promises.indexOf(fate.kind)
  const [packet] = [...found].sort((a, b) => rank(a) - rank(b))
  if (!packet) return undefined
  const { fate } = packet
  return packet.device === device || fate.kind === 'waiting' ? fate : { ...fate, device: packet.device }
}
