import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStudentReceiptSigned } from '../../firmware/custody/chain/issue-student-receipt.ts'
import { decodeBase45, encodeBase45 } from '../../firmware/custody/student-receipt/base45.ts'
import { checkReceipt } from '../../firmware/custody/student-receipt/check-receipt.ts'
import { readableAlphabet, readReadableCode } from '../../firmware/custody/student-receipt/readable-code.ts'
import { createKnowledge } from '../../firmware/custody/student-receipt/receipt-knowledge.ts'
import { receiptMark } from '../../firmware/custody/student-receipt/student-receipt.ts'
import { kiosks } from '../stand/intake-stand.ts'
import { exampleStudentReceipt as example, textOf } from '../stand/receipt-stand.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { spoiledBytes } from './spoiled-bytes.ts'

const { own } = kiosks
const known = {
  device: own.device,
  prefix: example.sha256.slice(0, 16),
  fate: { kind: 'received', receipt: 7 },
} as const
const knowledge = createKnowledge(own.device, new Map([[own.device, own.key.publicKey]]), [known])
const kindOf = (text: string) => checkReceipt(text, knowledge, isStudentReceiptSigned).kind
const runs = { numRuns: fuzzRuns(1_500) }
const refusals = ['mistyped', 'unknown-kiosk', 'forged']

test('any bytes but those of the receipt, written as one, are refused', () => {
  const whole = Buffer.from(example.hex, 'hex')
  fc.assert(
    fc.property(spoiledBytes(whole), (bytes) => {
      const kind = kindOf(textOf(bytes))
      if (whole.equals(bytes)) expect(kind).toBe('received')
      else expect(refusals).toContain(kind)
    }),
    runs,
  )
})

test('any text but that of the receipt is refused', () => {
  const text = spoiledBytes(Buffer.from(example.text)).map((bytes) => Buffer.from(bytes).toString('latin1'))
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (given) => {
      const kind = kindOf(given)
      if (given.trim() === example.text) expect(kind).toBe('received')
      else expect([...refusals, 'unknown-code']).toContain(kind)
    }),
    runs,
  )
})

test('what base45 reads is what it would write', () => {
  const letter = fc.constantFrom(...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'))
  fc.assert(
    fc.property(fc.string({ unit: letter }), (text) => {
      const bytes = decodeBase45(text)
      if (bytes) expect(encodeBase45(bytes)).toBe(text)
      else expect(kindOf(receiptMark + text)).toBe('mistyped')
    }),
    runs,
  )
})

test('of eight characters at random one in thirty-two is a code, and it is shown as it was typed', () => {
  const typed = fc.string({
    unit: fc.constantFrom(...Array.from(readableAlphabet)),
    minLength: 8,
    maxLength: 8,
  })
  let read = 0
  fc.assert(
    fc.property(typed, (text) => {
      const code = readReadableCode(text)
      if (!code) return
      read += 1
      expect(code.replace('-', '')).toBe(text)
    }),
    runs,
  )
  expect(read / runs.numRuns).toBeLessThan(0.1)
})
