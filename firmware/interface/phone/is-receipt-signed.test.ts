import { expect, test } from 'vitest'
import { kiosks } from '../../../test/stand/intake-stand.ts'
import { exampleStudentReceipt as example } from '../../../test/stand/receipt-stand.ts'
import { isStudentReceiptSigned } from '../../custody/chain/issue-student-receipt.ts'
import { isReceiptSigned } from './is-receipt-signed.ts'

const bytes = Buffer.from(example.hex, 'hex')
const content = new Uint8Array(bytes.subarray(0, 14))
const signature = new Uint8Array(bytes.subarray(14))
const both = [isReceiptSigned, isStudentReceiptSigned]

// Order of the group: a signature whose second half grows by it means the same to a careless reader.
const order = 2n ** 252n + 27742317777372353535851937790883648493n

test('the phone believes what the kiosk believes', () => {
  for (const isSigned of both) expect(isSigned(example.publicKey, content, signature)).toBe(true)
})

test('and refuses another key, another content and every changed bit of a signature', () => {
  for (const isSigned of both) {
    expect(isSigned(kiosks.neighbour.key.publicKey, content, signature)).toBe(false)
    expect(isSigned(example.publicKey, content.subarray(1), signature)).toBe(false)
  }
  for (let at = 0; at < 64; at += 1) {
    const changed = Uint8Array.from(signature)
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
    for (const isSigned of both)
      expect([at, isSigned(example.publicKey, content, changed)]).toEqual([at, false])
  }
})

test('and a second spelling of the same signature', () => {
  const half = Buffer.from(signature.subarray(32)).reverse().toString('hex')
  const grown = (BigInt(`0x${half}`) + order).toString(16).padStart(64, '0')
  const spelled = Uint8Array.from([...signature.subarray(0, 32), ...Buffer.from(grown, 'hex').reverse()])
  for (const isSigned of both) expect(isSigned(example.publicKey, content, spelled)).toBe(false)
})
