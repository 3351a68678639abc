import { expect, test } from 'vitest'
import { kiosks } from '../../../test/stand/intake-stand.ts'
import { exampleStudentReceipt as example, textOf } from '../../../test/stand/receipt-stand.ts'
import { createSigningKey } from '../crypto/signing-key.ts'
import { checkReceipt } from '../student-receipt/check-receipt.ts'
import { createKnowledge } from '../student-receipt/receipt-knowledge.ts'
import { readReceiptText } from '../student-receipt/student-receipt.ts'
import { isStudentReceiptSigned, issueStudentReceipt } from './issue-student-receipt.ts'

const { own } = kiosks
const bytes = Buffer.from(example.hex, 'hex')
const prefix = example.sha256.slice(0, 16)
const packet = { device: own.device, prefix, fate: { kind: 'received', receipt: 7 } } as const
const knowledge = createKnowledge(own.device, new Map([[own.device, own.key.publicKey]]), [packet])
const answer = (text: string) => checkReceipt(text, knowledge, isStudentReceiptSigned).kind

test('the worked example comes out to the byte, every time', () => {
  const key = createSigningKey({ bytes: (count) => new Uint8Array(count).fill(example.seed) })
  expect([own.device, key.publicKey]).toEqual([example.device, example.publicKey])
  for (let time = 0; time < 2; time += 1) {
    expect(issueStudentReceipt({ device: example.device, key }, example.sha256)).toEqual({
      code: example.code,
      text: example.text,
    })
  }
  expect([bytes.length, example.text.length, textOf(bytes)]).toEqual([78, 121, example.text])
  expect(answer(example.text)).toBe('received')
})

test('its bytes say which kiosk and which packet, and nothing else', () => {
  expect(readReceiptText(example.text)).toEqual({
    device: example.device,
    prefix,
    content: new Uint8Array(bytes.subarray(0, 14)),
    signature: new Uint8Array(bytes.subarray(14)),
  })
})

test('no receipt with a single bit changed is genuine', () => {
  for (let at = 0; at < bytes.length; at += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      const changed = Uint8Array.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 << bit)
      const place = at === 0 ? 'mistyped' : at < 6 ? 'unknown-kiosk' : 'forged'
      expect([at, bit, answer(textOf(changed))]).toEqual([at, bit, place])
    }
  }
})

test('no text with a single bit changed is genuine', () => {
  for (let at = 0; at < example.text.length; at += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      const letter = String.fromCharCode(example.text.charCodeAt(at) ^ (1 << bit))
      const changed = example.text.slice(0, at) + letter + example.text.slice(at + 1)
      expect(['mistyped', 'unknown-kiosk', 'forged']).toContain(answer(changed))
    }
  }
})

test('a receipt cut anywhere, as text or as bytes, is not read; nor is a longer one', () => {
  for (let length = 0; length < example.text.length; length += 1)
    expect([length, answer(example.text.slice(0, length))]).toEqual([length, 'mistyped'])
  for (let length = 0; length < bytes.length; length += 1)
    expect([length, answer(textOf(bytes.subarray(0, length)))]).toEqual([length, 'mistyped'])
  for (const longer of ['0', '000', 'BB8', example.text])
    expect(answer(example.text + longer)).toBe('mistyped')
})

test('what a kiosk signed for something else is no receipt', () => {
  for (const kind of ['packet', 'batch', 'receipt', 'key-list'] as const) {
    const signature = Buffer.from(own.key.sign(kind, bytes.subarray(0, 14)), 'base64')
    expect([kind, answer(textOf(Buffer.concat([bytes.subarray(0, 14), signature])))]).toEqual([
      kind,
      'forged',
    ])
  }
})
