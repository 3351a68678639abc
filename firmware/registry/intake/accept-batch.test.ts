import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { createNodeDisk } from '../../../hal/linux/node-disk.ts'
import {
  kiosks,
  openDesk,
  putBatch,
  receiptKey,
  studentId,
  studentPacket,
  takeIn,
} from '../../../test/stand/intake-stand.ts'
import { sha256Hex } from '../../core/hash.ts'
import { readReceipt, receiptName } from '../../custody/chain/receipt.ts'
import { intakeFolder } from './intake-folder.ts'

let root = ''
const source = () => createNodeDisk(join(root, 'mail'))
const context = () => openDesk(createNodeDisk(join(root, 'out')))
const inOut = (...parts: string[]) => readFileSync(join(root, 'out', ...parts))

function receiptOf(seq: number) {
  const name = receiptName(kiosks.own.device, seq)
  const [bytes, signature] = [inOut('receipt', `${name}.json`), inOut('receipt', `${name}.sig`)]
  const receipt = readReceipt(bytes, signature.toString('latin1'), [receiptKey.publicKey])
  if (!receipt.ok) throw new Error(receipt.fault.kind)
  return { receipt: receipt.value, bytes, signature }
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rekam-intake-'))
})

test('a good batch gives opened students and a receipt that verifies', async () => {
  const packets = [await studentPacket(1), await studentPacket(2)]
  const { batch, directory } = await putBatch(source(), packets)
  const taken = await takeIn(context(), source(), directory)
  expect(taken).toMatchObject({ ok: true, value: { again: false } })
  const { receipt } = receiptOf(1)
  expect(receipt).toMatchObject({ device: kiosks.own.device, seq: 1, number: 1, rejected: [] })
  expect(receipt.root).toBe(batch.manifest.root)
  expect(receipt.accepted).toEqual(packets.map(({ sha256 }) => sha256).sort())
  for (const [index, packet] of packets.entries()) {
    const folder = ['student', studentId(index + 1)]
    expect(readdirSync(join(root, 'out', ...folder))).toEqual([
      'finger-02.png',
      'intake.json',
      'packet.json',
      'person.json',
      'record-refused.json',
      'visit.jsonl',
    ])
    expect(JSON.parse(inOut(...folder, 'person.json').toString())).toEqual({ student: index + 1 })
    expect(inOut(...folder, 'finger-02.png').toString()).toBe(`finger of ${index + 1}`)
    const from = { v: 1, device: kiosks.own.device, seq: 1, packet: packet.sha256 }
    expect(JSON.parse(inOut(...folder, 'intake.json').toString())).toEqual(from)
  }
  expect(inOut('batch', kiosks.own.device, '000001.json').equals(batch.bytes)).toBe(true)
})

test('the same batch again gives the same receipt, byte for byte', async () => {
  const { directory } = await putBatch(source(), [await studentPacket(1)])
  const first = await takeIn(context(), source(), directory)
  const before = receiptOf(1)
  const later = { ...context(), wallMs: () => 1_900_000_000_000 }
  const second = await takeIn(later, source(), directory)
  expect(second).toEqual({ ok: true, value: { receipt: first.ok && first.value.receipt, again: true } })
  expect(receiptOf(1)).toEqual(before)
})

test('a batch stays open until its last packet is there, and says which are missing', async () => {
  const packets = [await studentPacket(1), await studentPacket(2), await studentPacket(3)]
  const { directory } = await putBatch(source(), packets)
  const missing = packets.slice(1).map(({ sha256 }) => sha256)
  for (const sha256 of missing) rmSync(join(root, 'mail', directory, `${sha256}.packet`))
  expect(await takeIn(context(), source(), directory)).toEqual({
    ok: false,
    fault: { kind: 'missing-packets', sha256: missing.toSorted() },
  })
  expect(await createNodeDisk(root).list('out')).toMatchObject({ fault: { kind: 'not-found' } })
  for (const { sha256, bytes } of packets.slice(1)) {
    await source().write(`${directory}/${sha256}.packet`, bytes)
  }
  expect(await takeIn(context(), source(), directory)).toMatchObject({ ok: true })
  expect(receiptOf(1).receipt.accepted.length).toBe(3)
})

test('batches are taken in by number and the receipts name each other', async () => {
  let prev: string | undefined
  for (let seq = 1; seq <= 11; seq += 1) {
    const put = await putBatch(source(), [await studentPacket(seq)], { seq, ...(prev && { prev }) })
    prev = put.hash
  }
  const outcomes = await intakeFolder(context(), source())
  expect(outcomes.ok && outcomes.value.map(({ result }) => result.ok && result.value.receipt.seq)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ])
  for (let seq = 2; seq <= 11; seq += 1) {
    expect(receiptOf(seq).receipt.previous).toBe(sha256Hex(receiptOf(seq - 1).bytes))
  }
})

test('a receipt that rotted at the registry is signed anew', async () => {
  const { directory } = await putBatch(source(), [await studentPacket(1)])
  await takeIn(context(), source(), directory)
  const name = `receipt/${receiptName(kiosks.own.device, 1)}.json`
  await createNodeDisk(join(root, 'out')).write(name, Buffer.from('{"v":1,'))
  expect(await takeIn(context(), source(), directory)).toMatchObject({ ok: true, value: { again: false } })
  expect(receiptOf(1).receipt.accepted.length).toBe(1)
})
