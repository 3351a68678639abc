import encodeQr from 'qr'
import type { IssuedReceipt } from '../../custody/chain/issue-student-receipt.ts'
import type { ReceiptBody } from '../model/screen.ts'

/** The receipt: eight characters, and the whole of it in a QR code of 37 by 37 modules. Nothing about who. */
export function receiptBody({ code, text }: IssuedReceipt, qrAlt: string): ReceiptBody {
  const qrSvg = encodeQr(text, 'svg', { ecc: 'medium', encoding: 'alphanumeric' })
  return { kind: 'receipt', code, qrAlt, qrSvg }
}
