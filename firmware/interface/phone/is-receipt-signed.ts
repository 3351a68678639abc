import { ed25519 } from '@noble/curves/ed25519.js'
import type { IsReceiptSigned } from '../../custody/student-receipt/check-receipt.ts'

const domain = new TextEncoder().encode('rekam/1//student-receipt//')

/** Checks Ed25519 as strictly as the kiosk does (RFC 8032 section 5.1.7, not ZIP 215). */
export const isReceiptSigned: IsReceiptSigned = (publicKey, content, signature) => {
  const key = Uint8Array.from(atob(publicKey), (letter) => letter.charCodeAt(0))
  return ed25519.verify(signature, Uint8Array.from([...domain, ...content]), key, { zip215: false })
}
