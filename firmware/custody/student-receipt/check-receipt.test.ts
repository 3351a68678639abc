import { describe, expect, test } from 'vitest'
import { kiosks } from '../../../test/stand/intake-stand.ts'
import { forgedReceipt } from '../../../test/stand/receipt-stand.ts'
import { sha256Hex } from '../../core/hash.ts'
import { isStudentReceiptSigned, issueStudentReceipt } from '../chain/issue-student-receipt.ts'
import { answerInEnglish } from './answer-in-english.ts'
import { answerInIndonesian } from './answer-in-indonesian.ts'
import { checkReceipt, type ReceiptAnswer } from './check-receipt.ts'
import { readableCode } from './readable-code.ts'
import { createKnowledge, type PacketStatus } from './receipt-knowledge.ts'
import { knowledgeOf, takeSnapshot } from './receipt-snapshot.ts'

const { own, neighbour, unknown } = kiosks
const keys = new Map([own, neighbour].map(({ device, key }) => [device, key.publicKey]))
const known = (word: string, fate: PacketStatus, { device } = own) => {
  return { device, prefix: sha256Hex(word).slice(0, 16), fate }
}
const knowledge = createKnowledge(own.device, keys, [
  known('sent', { kind: 'received', receipt: 12 }),
  known('open', { kind: 'waiting' }),
  known('batched', { kind: 'waiting', batch: 3 }),
  known('bad', { kind: 'refused' }),
  known('theirs', { kind: 'received', receipt: 4 }, neighbour),
  known('their bad one', { kind: 'refused' }, neighbour),
])
const textOf = (word: string, kiosk = own) => issueStudentReceipt(kiosk, sha256Hex(word)).text
const codeOf = (word: string) => readableCode(sha256Hex(word))

const cases: readonly (readonly [string, string, ReceiptAnswer])[] = [
  ['the QR of a packet the registry has', textOf('sent'), { kind: 'received', receipt: 12 }],
  ['its code', codeOf('sent'), { kind: 'received', receipt: 12 }],
  ['the QR of a packet in no batch', textOf('open'), { kind: 'waiting' }],
  ['the code of one in a batch', codeOf('batched'), { kind: 'waiting', batch: 3 }],
  ['the QR of a refused packet', textOf('bad'), { kind: 'refused' }],
  [
    'the QR of another kiosk, whose receipt is carried here',
    textOf('theirs', neighbour),
    { kind: 'received', receipt: 4, device: neighbour.device },
  ],
  ['its code', codeOf('theirs'), { kind: 'received', receipt: 4, device: neighbour.device }],
  ['the code of one refused there', codeOf('their bad one'), { kind: 'refused', device: neighbour.device }],
  [
    'the QR of another kiosk, nothing of which is here',
    textOf('new', neighbour),
    { kind: 'elsewhere', device: neighbour.device },
  ],
  ['the QR of a record that this kiosk lost', textOf('gone'), { kind: 'lost' }],
  ['a packet of another kiosk under the own name', textOf('theirs'), { kind: 'lost' }],
  [
    'the QR of a kiosk without a key here',
    textOf('sent', unknown),
    { kind: 'unknown-kiosk', device: unknown.device },
  ],
  ['a QR signed by another', forgedReceipt(sha256Hex('sent')), { kind: 'forged' }],
  ['a code of nothing', codeOf('gone'), { kind: 'unknown-code' }],
  ['a code with a slip', codeOf('sent').replace(/.$/, 'U'), { kind: 'mistyped' }],
  ['a QR of something else', 'https://example.invalid/', { kind: 'mistyped' }],
  ['nothing', ' ', { kind: 'mistyped' }],
]

test.each(cases)('%s', (_, text, answer) => {
  expect(checkReceipt(text, knowledge, isStudentReceiptSigned)).toEqual(answer)
  expect(checkReceipt(`\n${text} `, knowledge, isStudentReceiptSigned)).toEqual(answer)
})

test('a page that carries the snapshot answers as the kiosk does, and nothing in it could end its script', () => {
  const carried = JSON.stringify(takeSnapshot(knowledge, 1_800_000_000_000))
  for (const [, text, answer] of cases)
    expect(checkReceipt(text, knowledgeOf(JSON.parse(carried)), isStudentReceiptSigned)).toEqual(answer)
  expect(carried).not.toContain('<')
})

test('ten thousand packets in a thousand batches are a snapshot below 250 kB', () => {
  const many = Array.from({ length: 10_000 }, (_, at) =>
    known(`packet ${at}`, { kind: 'received', receipt: Math.floor(at / 10) + 1 }),
  )
  const snapshot = takeSnapshot(createKnowledge(own.device, keys, many), 0)
  expect(JSON.stringify(snapshot).length).toBeLessThan(250_000)
})

describe('two records with the same eight characters', () => {
  const prefix = sha256Hex('sent').slice(0, 9)
  const twin = (fate: PacketStatus) => ({ device: own.device, prefix: `${prefix}0000000`, fate })
  const received = known('sent', { kind: 'received', receipt: 12 })

  test('are answered with the one that promises least', () => {
    for (const fate of [{ kind: 'waiting' }, { kind: 'refused' }] as const) {
      const both = createKnowledge(own.device, keys, [received, twin(fate)])
      expect(checkReceipt(codeOf('sent'), both, isStudentReceiptSigned)).toEqual(fate)
    }
  })

  test('are told apart by the QR code', () => {
    const both = createKnowledge(own.device, keys, [twin({ kind: 'refused' }), received])
    expect(checkReceipt(textOf('sent'), both, isStudentReceiptSigned)).toEqual(received.fate)
  })
})

test('each answer has words of its own in both languages: a title and one or two short lines', () => {
  const answers = [...new Map(cases.map(([, , answer]) => [JSON.stringify(answer), answer])).values()]
  for (const wordsOf of [answerInIndonesian, answerInEnglish]) {
    const texts = answers.map(wordsOf)
    for (const { title, lines } of texts) {
      expect(title.length).toBeLessThanOrEqual(45)
      expect([1, 2]).toContain(lines.length)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
    }
    expect(new Set(texts.map((text) => JSON.stringify(text))).size).toBe(answers.length)
  }
})
