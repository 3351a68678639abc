import { beforeEach, describe, expect, test } from 'vitest'
import type { Disk } from '../../../hal/contract/disk.ts'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { cutEverywhere } from '../../../test/stand/cut-everywhere.ts'
import { leastPieces, packetManifest } from '../../../test/stand/packet-pieces.ts'
import {
  openStandSpool,
  receiptFor,
  registryKey,
  standIdentity,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import { sha256Hex } from '../../core/hash.ts'
import { buildPacket } from '../packet/packet.ts'
import { acceptReceipt } from '../spool/accept-receipt.ts'
import { readSpoolHistory } from '../spool/batch-history.ts'
import { openSpool } from '../spool/open-spool.ts'
import { resumePurges } from '../spool/resume-purges.ts'
import type { Spool } from '../spool/spool.ts'
import { openJournal } from './journal.ts'

const path = 'spool/journal.jsonl'
const keys = [registryKey.publicKey]
const visitOf = (number: number) => `0190a000-0000-7000-8000-00000000000${number}`

function packetOf(number: number) {
  const facts = { ...packetManifest, id: visitOf(number), device: standIdentity.device, pieces: undefined }
  return buildPacket(facts, leastPieces(`${number}`), standIdentity.key)
}

async function keep(spool: Spool, number: number): Promise<void> {
  const { sha256, bytes } = packetOf(number)
  if (!(await spool.addPacket(sha256, visitOf(number), bytes)).ok) throw new Error('not kept')
}

async function close(spool: Spool) {
  const closed = await spool.closeBatch(standStamp)
  if (!closed.ok || !closed.value) throw new Error('no batch')
  return closed.value
}

// Batch 1 is received, one of its packets refused; batch 2 waits; one packet is in no batch; one visit was erased.
async function writtenDisk(): Promise<MemoryDisk> {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  for (const number of [1, 2]) await keep(spool, number)
  const first = await close(spool)
  const [refused = '', ...accepted] = first.manifest.packets.map(({ sha256 }) => sha256)
  const rejected = [{ sha256: refused, reason: 'wrong-school' }]
  await acceptReceipt(spool, receiptFor(first, { accepted, rejected }), keys, standStamp)
  for (const number of [3, 4]) await keep(spool, number)
  await close(spool)
  await spool.journal.append({ op: 'erased', visit: visitOf(8), reason: 'declined' })
  await keep(spool, 5)
  return disk
}

let whole: Buffer
beforeEach(async () => {
  const file = await (await writtenDisk()).read(path)
  whole = Buffer.from(file.ok ? file.value : [])
})

async function damagedDisk(bytes: Uint8Array): Promise<MemoryDisk> {
  const disk = await writtenDisk()
  await disk.write(path, bytes)
  return disk
}

// Must hold after any damage to the journal, also after the next start.
async function checkRebuilt(disk: MemoryDisk, what: string): Promise<void> {
  const spool = await openStandSpool(disk)
  await resumePurges(spool, keys, standStamp)
  expect([what, (await openJournal(disk, path)).ok]).toEqual([what, true])
  for (const number of [3, 4, 5]) {
    const closing = spool.facts.closings.get(visitOf(number))
    expect([what, closing]).toEqual([what, expect.objectContaining({ sha256: packetOf(number).sha256 })])
  }
  const told = await readSpoolHistory(disk)
  expect([what, told.ok && told.value.batches.map(({ seq, state }) => [seq, state])]).toEqual([
    what,
    [
      [1, 'received'],
      [2, 'waiting'],
    ],
  ])
  const next = await close(spool)
  const before = await disk.read('spool/batch/000002/batch.json')
  expect([what, next.manifest.seq, next.manifest.prev]).toEqual([
    what,
    3,
    sha256Hex(before.ok ? before.value : ''),
  ])
  expect([what, next.manifest.packets.map(({ sha256 }) => sha256)]).toEqual([what, [packetOf(5).sha256]])
  const files = disk.files()
  expect((await openStandSpool(disk)).facts.rebuilt.length).toBe(spool.facts.rebuilt.length)
  expect(disk.files()).toEqual(files)
}

const asideOn = (disk: MemoryDisk) =>
  Object.entries(disk.files()).flatMap(([name, text]) => (name.startsWith('spool/damaged/') ? [text] : []))

// The last line is named by no other: only what makes it no line at all is seen there.
test('a bit flipped in any line but the last costs that line alone; the old journal is kept to the byte', async () => {
  const ends = [...whole.keys()].filter((at) => whole[at] === 10)
  for (const [line, end] of ends.slice(0, -1).entries()) {
    for (const back of [20, 70, 110]) {
      const flipped = Buffer.from(whole)
      flipped[end - back] = (flipped[end - back] ?? 0) ^ 4
      const disk = await damagedDisk(flipped)
      const { rebuilt } = (await openStandSpool(disk)).facts
      const told = { lines: ends.length - 1, lost: 1, sha256: sha256Hex(flipped) }
      expect([line, back, rebuilt]).toMatchObject([line, back, [told]])
      expect(asideOn(disk)).toEqual([flipped.toString('latin1')])
      await checkRebuilt(disk, `line ${line}, ${back} bytes from its end`)
    }
  }
})

describe('a journal of which little or nothing is left is rebuilt from the directories', () => {
  test.each([
    [
      'cut off in the middle of a line that is not the last',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 700), bytes.subarray(900)]),
    ],
    [
      'its first half is noise',
      (bytes: Buffer) => Buffer.concat([Buffer.alloc(1_500, 0xa5), bytes.subarray(1_500)]),
    ],
    ['zeros from end to end', (bytes: Buffer) => Buffer.alloc(bytes.length)],
    [
      'zeros and a line end',
      (bytes: Buffer) => Buffer.concat([Buffer.alloc(bytes.length), Buffer.from('\n')]),
    ],
    ['empty', () => Buffer.alloc(0)],
  ])('%s', async (what, damage) => {
    const disk = await damagedDisk(damage(whole))
    await checkRebuilt(disk, what)
    expect(asideOn(disk).length).toBe(1)
  })

  test('gone', async () => {
    const disk = await writtenDisk()
    await disk.remove(path)
    await checkRebuilt(disk, 'gone')
  })
})

test('a journal that the medium does not give is a fault, and stays as it is', async () => {
  const disk = await writtenDisk()
  const failing = hookDisk(disk, ({ name, path: at }) =>
    name === 'read' && at === path ? { kind: 'broken', path: at, detail: 'EIO' } : undefined,
  )
  const before = disk.files()
  expect(await openSpool(failing, standIdentity)).toMatchObject({ ok: false, fault: { kind: 'broken' } })
  expect(disk.files()).toEqual(before)
})

test('cut at any call of the rebuilding, the next start rebuilds it just so', async () => {
  const flipped = Buffer.from(whole)
  flipped[300] = (flipped[300] ?? 0) ^ 4
  await cutEverywhere(
    () => damagedDisk(flipped),
    async (disk: Disk) => (await openSpool(disk, standIdentity)).ok,
    async ({ medium, when }) => {
      await checkRebuilt(medium, when)
      expect([when, asideOn(medium).every((text) => text === flipped.toString('latin1'))]).toEqual([
        when,
        true,
      ])
      expect([when, asideOn(medium).length]).not.toEqual([when, 0])
    },
  )
})

test('a packet whose line failed is not kept a second time: it goes when its visit was sealed again', async () => {
  const disk = new MemoryDisk()
  let failing = true
  const spool = await openStandSpool(
    hookDisk(disk, ({ name, path: at }) =>
      failing && name === 'append' ? { kind: 'full', path: at } : undefined,
    ),
  )
  const { sha256, bytes } = packetOf(1)
  expect((await spool.addPacket(sha256, visitOf(1), bytes)).ok).toBe(false)
  failing = false
  const again = buildPacket(
    { ...packetManifest, id: visitOf(1), device: standIdentity.device },
    leastPieces('sealed again'),
    standIdentity.key,
  )
  expect((await spool.addPacket(again.sha256, visitOf(1), again.bytes)).ok).toBe(true)
  disk.powerCut()
  const after = await openStandSpool(disk)
  expect(await after.openPackets()).toEqual({ ok: true, value: [again.sha256] })
  expect(Object.keys(disk.files()).filter((name) => name.endsWith('.packet')).length).toBe(1)
})
