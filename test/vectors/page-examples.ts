import { sha256Hex } from '../../firmware/core/hash.ts'
import { buildBatch, noPreviousBatch } from '../../firmware/custody/chain/batch.ts'
import { issueStudentReceipt } from '../../firmware/custody/chain/issue-student-receipt.ts'
import { merkleRoot } from '../../firmware/custody/chain/merkle-root.ts'
import { signReceipt } from '../../firmware/custody/chain/receipt.ts'
import { enrolmentOf } from '../../firmware/custody/crypto/device-list.ts'
import { documentBytes } from '../../firmware/custody/crypto/signed-document.ts'
import { buildPacket } from '../../firmware/custody/packet/packet.ts'
import { readUstar } from '../../firmware/custody/packet/ustar.ts'
import { readReceiptText } from '../../firmware/custody/student-receipt/student-receipt.ts'
import { kiosks, ownSchool, receiptKey, studentId } from '../stand/intake-stand.ts'
import { leastPieces } from '../stand/packet-pieces.ts'
import { furtherExamples } from './further-examples.ts'

const { device, key } = kiosks.own
const time = { wallMs: 1_800_000_000_000, sinceBootMs: 60_000, boot: 3, trust: 'none' as const }
const hashes = ['a', 'b', 'c'].map((text) => sha256Hex(Buffer.from(text)))

const packets = hashes.map((sha256) => ({ sha256, bytes: 1 }))
const batch = buildBatch({ device, boot: 3, seq: 1, prev: noPreviousBatch, packets, time }, key)
const receipt = signReceipt(
  {
    v: 1,
    device,
    seq: 1,
    root: batch.manifest.root,
    accepted: batch.manifest.packets.slice(1).map(({ sha256 }) => sha256),
    rejected: [{ sha256: batch.manifest.packets[0]?.sha256 ?? '', reason: 'wrong-school' }],
    number: 1,
    previous: noPreviousBatch,
    wallMs: 1_800_000_100_000,
  },
  receiptKey,
)
const packet = buildPacket(
  {
    id: studentId(1),
    device,
    school: ownSchool,
    software: 'rekam 0.1.0',
    sensor: {
      maker: 'Grow',
      model: 'R503',
      serial: '',
      firmware: '1.4',
      dpi: 508,
      bitDepth: 4,
      certified: false,
    },
    camera: 'imx219',
    attendance: 'teacher',
    time,
  },
  leastPieces('nope'),
  key,
)
const archive = readUstar(packet.bytes)
const inPacket = (index: number) => text((archive.ok && archive.value[index]?.bytes) || new Uint8Array())
const hex = (base64: string) => Buffer.from(base64, 'base64').toString('hex')
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

/** The examples of the page by their names, as this Rekam makes them. */
export const pageExamples: Readonly<Record<string, string>> = {
  keys: [
    `kiosk public key      ${hex(key.publicKey)}`,
    `                      ${key.publicKey}`,
    `kiosk device          ${device}`,
    `registry public key   ${hex(receiptKey.publicKey)}`,
    `                      ${receiptKey.publicKey}`,
  ].join('\n'),
  merkle: [
    ...hashes.toSorted().map((hash) => `name   ${hash}`),
    ...hashes.toSorted().map((hash) => `leaf   ${merkleRoot([hash])}`),
    `node   ${merkleRoot(hashes.toSorted().slice(0, 2))}`,
    `root   ${merkleRoot(hashes)}`,
  ].join('\n'),
  'packet.json': inPacket(0),
  'packet.sig': inPacket(1).trimEnd(),
  'first block of the archive': filledBytes(packet.bytes.subarray(0, 512)),
  packet: `${packet.bytes.length} bytes, hash ${packet.sha256}`,
  'batch.json': text(batch.bytes),
  'batch.json hash': sha256Hex(batch.bytes),
  'batch.sig': batch.signature.trimEnd(),
  'batch signed bytes': `${Buffer.from('rekam/1//batch//').toString('hex')} ${Buffer.from(batch.bytes.subarray(0, 12)).toString('hex')} ...`,
  'receipt.json': text(receipt.bytes),
  'receipt.sig': receipt.signature.trimEnd(),
  'student-receipt': studentReceiptLines(),
  enrolment: text(documentBytes(enrolmentOf(kiosks.own, ownSchool))),
  ...furtherExamples,
}

function studentReceiptLines(): string {
  const { code, text: qrText } = issueStudentReceipt(kiosks.own, sha256Hex(new Uint8Array()))
  const bytes = readReceiptText(qrText)
  if (!bytes) throw new Error('no receipt')
  const content = Buffer.from(bytes.content).toString('hex')
  return [
    `bytes        ${content}`,
    `signature    ${Buffer.from(bytes.signature).toString('hex')}`,
    `QR text      ${qrText}`,
    `characters   ${code}`,
  ].join('\n')
}

/** Where something stands in a block, as offset and hexadecimal digits. */
function filledBytes(block: Uint8Array): string {
  const runs = [
    ...Buffer.from(block)
      .toString('latin1')
      .matchAll(/[^\0]+/g),
  ]
  return runs
    .map(
      ({ index, 0: run }) => `${String(index).padStart(3)}   ${Buffer.from(run, 'latin1').toString('hex')}`,
    )
    .join('\n')
}
