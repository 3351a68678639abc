import { describe, expect, test } from 'vitest'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { kiosks, openDesk, putBatch, receiptKey, studentPacket } from '../../../test/stand/intake-stand.ts'
import { createSigningKey } from '../../custody/crypto/signing-key.ts'
import { openAudit, readAudit } from './audit.ts'
import { intakeFolder } from './intake-folder.ts'

const keys = [receiptKey.publicKey]
const refusal = { outcome: { refused: 'bad-signature' } } as const

async function append(out: MemoryDisk, count: number): Promise<void> {
  const audit = await openAudit(openDesk(out))
  if (!audit.ok) throw new Error(audit.fault.kind)
  for (let at = 0; at < count; at += 1) expect((await audit.value.append(refusal)).ok).toBe(true)
}

async function faultOf(out: MemoryDisk, known = keys) {
  const read = await readAudit(out, known)
  return read.ok ? read.value.length : read.fault
}

test('an intake tells by whom, what was answered, and under which receipt', async () => {
  const [source, out] = [new MemoryDisk(), new MemoryDisk()]
  const stranger = await studentPacket(2, kiosks.neighbour)
  const own = await studentPacket(1)
  await putBatch(source, [own, stranger])
  await putBatch(source, [await studentPacket(3)], { by: kiosks.unknown })
  await intakeFolder({ ...openDesk(out), operator: 'ibu-rina' }, source)
  const read = await readAudit(out, keys)
  if (!read.ok) throw new Error(read.fault.kind)
  expect(read.value.map(({ number, operator }) => [number, operator])).toEqual([
    [1, 'ibu-rina'],
    [2, 'ibu-rina'],
  ])
  const rejected = [{ sha256: stranger.sha256, reason: 'other-device' }]
  expect(read.value.find(({ device }) => device)).toMatchObject({
    device: kiosks.own.device,
    seq: 1,
    outcome: { accepted: [own.sha256], rejected },
  })
  expect(read.value.find(({ device }) => !device)?.outcome).toEqual({ refused: 'unknown-device' })
})

test('it goes on over openings and files, in one chain', async () => {
  const out = new MemoryDisk()
  for (const count of [3, 998, 2]) await append(out, count)
  expect(await faultOf(out)).toBe(1_003)
  expect(Object.keys(out.files())).toEqual(['audit/000001.audit', 'audit/001001.audit'])
})

describe('what is not as it was written is told with its line', () => {
  const path = 'audit/000001.audit'

  async function spoiled(change: (lines: string[]) => void) {
    const out = new MemoryDisk()
    await append(out, 4)
    const lines = (out.files()[path] ?? '').split(/(?<=\n)/)
    change(lines)
    await out.write(path, Buffer.from(lines.join('')))
    return out
  }

  test('a line taken out', async () => {
    const out = await spoiled((lines) => lines.splice(1, 1))
    expect(await faultOf(out)).toEqual({ kind: 'broken-chain', line: 2 })
  })

  test('two lines swapped', async () => {
    const out = await spoiled((lines) => lines.splice(1, 2, lines[2] ?? '', lines[1] ?? ''))
    expect(await faultOf(out)).toEqual({ kind: 'broken-chain', line: 2 })
  })

  test('a word changed', async () => {
    const out = await spoiled((lines) => {
      lines[2] = (lines[2] ?? '').replace('officer', 'offiver')
    })
    expect(await faultOf(out)).toEqual({ kind: 'bad-signature', line: 3 })
  })

  test('lines by a key that nobody knows', async () => {
    const stranger = createSigningKey({ bytes: (count) => new Uint8Array(count).fill(77) })
    expect(await faultOf(await spoiled(() => undefined), [stranger.publicKey])).toEqual({
      kind: 'bad-signature',
      line: 1,
    })
  })
})

test('a line that a cut left half is taken off, and the chain goes on', async () => {
  const out = new MemoryDisk()
  await append(out, 2)
  await out.append('audit/000001.audit', Buffer.from('{"device":"rk-'))
  expect(await faultOf(out)).toMatchObject({ line: 3 })
  await append(out, 1)
  expect(await faultOf(out)).toBe(3)
})

test('a disk that refuses gives no line and no receipt', async () => {
  const [source, out] = [new MemoryDisk(), new MemoryDisk()]
  await putBatch(source, [await studentPacket(1)])
  out.medium.readOnly = true
  const taken = await intakeFolder(openDesk(out), source)
  expect(taken).toMatchObject({ ok: false, fault: { kind: 'read-only' } })
})
