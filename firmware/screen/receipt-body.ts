import encodeQr from 'qr'
import type { ReceiptBody } from './model/screen.ts'

/** The receipt: eight characters, and the same in a small QR code. Nothing about who. */
export function receiptBody(code: string, qrAlt: string): ReceiptBody {
  return { kind: 'receipt', code, qrAlt, qrSvg: encodeQr(`REKAM:1:${code}`, 'svg', { ecc: 'medium' }) }
}
