import { issueStudentReceipt } from '../../firmware/custody/chain/issue-student-receipt.ts'
import { receiptText } from '../../firmware/custody/student-receipt/student-receipt.ts'
import { kiosks } from './intake-stand.ts'

/** The worked example of the format: a key of 32 bytes 0x15, and a packet whose hash is that of no bytes. */
export const exampleStudentReceipt = {
  seed: 0x15,
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  device: 'rk-d7e1e084be',
  publicKey: '1UIH2hlJd9z0atv+wrwudbUtWopCGE/t/cAAJPDj6No=',
  hex:
    '01d7e1e084bee3b0c44298fc1c14' +
    'ee16ce64042c1f46488f610d616562f2be9dc320127686e0f8308ff41457ef0e' +
    'd9235bf1d56bb2dbf1730cd4d326b9aa1585ac74378669d28b2d58baf828e604',
  text:
    'RK1:LA0:OS7ZGDZSM OEFJXO3K4U64QXN0-.3Z795CC3EC+MCH4O2UO1F2D2H-GV.8IWP2/9UCKR2SB5:QMRMQNU:' +
    'R19VQALNJW23 L*070HDYQHY9BXGVO3T',
  code: 'WERC-8GM1',
} as const

/** The text of a receipt whose bytes are given, sound or not. */
export function textOf(bytes: Uint8Array): string {
  return receiptText(bytes.slice(0, 14), bytes.slice(14))
}

/** A receipt that looks right and is signed by another than it names. */
export function forgedReceipt(sha256: string): string {
  const { device } = kiosks.own
  return issueStudentReceipt({ device, key: kiosks.unknown.key }, sha256).text
}
