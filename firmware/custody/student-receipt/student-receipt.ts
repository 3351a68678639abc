import { decodeBase45, encodeBase45 } from './base45.ts'

/** A receipt as its bytes say; nothing is proved until the signature is checked. */
export interface StudentReceipt {
  /** Such as `rk-4f0c9a1b22`. */
  readonly device: string
  /** First eight bytes of the packet's SHA-256, 16 hexadecimal digits. */
  readonly prefix: string
  /** The 14 bytes that are signed. */
  readonly content: Uint8Array
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array
}

export const receiptMark = 'RK1:'
const version = 1
const contentBytes = 14
const wholeBytes = contentBytes + 64

/** The signed part: version, device, hash. `sha256` names the packet in hexadecimal. */
export function receiptContent(device: string, sha256: string): Uint8Array {
  const digits = `${device.slice('rk-'.length)}${sha256.slice(0, 16)}`
  const bytes = (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
  return Uint8Array.from([version, ...bytes])
}

/** The text of the QR code: 121 characters of its alphanumeric alphabet. */
export function receiptText(content: Uint8Array, signature: Uint8Array): string {
  return receiptMark + encodeBase45(Uint8Array.from([...content, ...signature]))
}

/** Reads the text of a QR code; `undefined` when it is no receipt of this version, whole and exact. */
export function readReceiptText(text: string): StudentReceipt | undefined {
  if (text.length !== receiptMark.length + wholeBytes * 1.5 || !text.startsWith(receiptMark)) return undefined
  const bytes = decodeBase45(text.slice(receiptMark.length))
  if (bytes?.[0] !== version) return undefined
  return {
    device: `rk-${hexOf(bytes.subarray(1, 6))}`,
    prefix: hexOf(bytes.subarray(6, contentBytes)),
    content: bytes.slice(0, contentBytes),
    signature: bytes.slice(contentBytes),
  }
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
