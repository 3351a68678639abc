import type { DeviceIdentity } from '../crypto/device-identity.ts'
import { isSignedBy, signatureText } from '../crypto/signing-key.ts'
import type { IsReceiptSigned } from '../student-receipt/check-receipt.ts'
import { readableCode } from '../student-receipt/readable-code.ts'
import { receiptContent, receiptText } from '../student-receipt/student-receipt.ts'

/** The receipt that the student takes home. */
export interface IssuedReceipt {
  /** Eight readable characters, such as `K7QD-2MXA`. */
  readonly code: string
  /** Text of the QR code, 121 characters. */
  readonly text: string
}

/** Signs the receipt of a packet; `sha256` is its name in hexadecimal. The same packet gives the same receipt. */
export function issueStudentReceipt({ device, key }: DeviceIdentity, sha256: string): IssuedReceipt {
  const content = receiptContent(device, sha256)
  const signature = Buffer.from(key.sign('student-receipt', content), 'base64')
  return { code: readableCode(sha256), text: receiptText(content, signature) }
}

export const isStudentReceiptSigned: IsReceiptSigned = (publicKey, content, signature) =>
  isSignedBy(publicKey, 'student-receipt', content, signatureText(signature))
