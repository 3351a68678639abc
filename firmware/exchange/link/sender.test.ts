import { beforeEach, expect, test } from 'vitest'
import { createHandClock, type HandClock } from '../../../sim/clock/hand-clock.ts'
import { type DiskCall, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { RegistryStand } from '../../../test/stand/registry-stand.ts'
import { senderStand } from '../../../test/stand/sender-stand.ts'
import {
  addStandPackets,
  openStandSpool,
  otherIdentity,
  receiptFor,
  standIdentity,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import type { SignedBatch } from '../../custody/chain/batch.ts'
import { receiptName } from '../../custody/chain/receipt.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { runSender } from './sender.ts'
import type { SenderParts } from './sender-parts.ts'

let disk: MemoryDisk
let registry: RegistryStand
let clock: HandClock
let happened: string[]
let reported: string[]

beforeEach(() => {
  disk = new MemoryDisk()
  registry = new RegistryStand()
  clock = createHandClock()
  happened = []
  reported = []
})

async function closedBatch(spool: Spool, ...words: string[]): Promise<SignedBatch> {
  await addStandPackets(spool, ...words)
  const closed = await spool.closeBatch(standStamp)
  if (!closed.ok || !closed.value) throw new Error('no batch')
  return closed.value
}

function sign(batch: SignedBatch, receipt = receiptFor(batch)): void {
  const name = receiptName(standIdentity.device, batch.manifest.seq)
  registry.receipts.set(`${name}.json`, receipt.bytes)
  registry.receipts.set(`${name}.sig`, Buffer.from(receipt.signature))
}

// Runs the sender for so long by the hand clock, over a disk and a link that both tell what happened.
async function runFor(ms: number, spool: Spool): Promise<void> {
  const stop = new AbortController()
  const told = {
    send: async (...request: Parameters<RegistryStand['send']>) => {
      const answered = await registry.send(...request)
      happened.push(registry.asked.at(-1) ?? '')
      return answered
    },
  }
  const onOutcome: SenderParts['onOutcome'] = (outcome) =>
    reported.push(outcome.ok ? 'ok' : outcome.fault.kind)
  const running = runSender(await senderStand(disk, spool, clock, told, { onOutcome }), stop.signal)
  await clock.advance(ms)
  stop.abort()
  await running
}

const packetsHere = () => Object.keys(disk.files()).filter((path) => path.endsWith('.packet'))
const tellDisk = ({ name, path }: DiskCall) => {
  if (name === 'remove' && path.endsWith('.packet')) happened.push('purge')
  return undefined
}

test('all packets go, then the signature, then the manifest; nothing is purged before the receipt', async () => {
  const spool = await openStandSpool(hookDisk(disk, tellDisk))
  const batch = await closedBatch(spool, 'a', 'b')
  await runFor(1_000, spool)
  const names = batch.manifest.packets.map(({ sha256 }) => `1/${sha256}.packet`)
  expect([...registry.finished.keys()]).toEqual([...names, '1/batch.sig', '1/batch.json'])
  expect(registry.finished.get('1/batch.json')?.equals(batch.bytes)).toBe(true)
  expect(packetsHere().length).toBe(2)
  await runFor(10_000, spool)
  expect(packetsHere().length).toBe(2)
  sign(batch)
  happened.length = 0
  await runFor(2_000, spool)
  const name = receiptName(standIdentity.device, 1)
  const fetched = ['GET hello', `GET receipt/${name}.json`, `GET receipt/${name}.sig`]
  expect(happened).toEqual([...fetched, 'purge', 'purge'])
  expect(packetsHere()).toEqual([])
  expect(new Set(reported)).toEqual(new Set(['ok']))
})

test('a receipt that waits is fetched before anything is sent', async () => {
  const spool = await openStandSpool(disk)
  sign(await closedBatch(spool, 'a'))
  await runFor(1_000, spool)
  expect(registry.asked.every((one) => one.startsWith('GET '))).toBe(true)
  expect(packetsHere()).toEqual([])
})

test('a receipt without its signature is no receipt', async () => {
  const spool = await openStandSpool(disk)
  const batch = await closedBatch(spool, 'a')
  registry.receipts.set(`${receiptName(standIdentity.device, 1)}.json`, receiptFor(batch).bytes)
  await runFor(1_000, spool)
  expect([packetsHere().length, registry.finished.size]).toEqual([1, 3])
})

test('what was sent is not sent again, after a restart neither, until the registry has lost it', async () => {
  await closedBatch(await openStandSpool(disk), 'a', 'b')
  await runFor(1_000, await openStandSpool(disk))
  registry.asked.length = 0
  await runFor(1_000, await openStandSpool(disk))
  expect(registry.asked).toEqual(['GET hello'])
  registry.forget()
  await runFor(1_000, await openStandSpool(disk))
  expect(registry.finished.size).toBe(4)
})

test('receipts that do not count are reported and hold up no batch', async () => {
  const spool = await openStandSpool(disk)
  const first = await closedBatch(spool, 'a')
  const second = await closedBatch(spool, 'b')
  sign(first, receiptFor(first, {}, otherIdentity.key))
  sign(second)
  await runFor(1_000, spool)
  expect(reported).toEqual(['bad-signature', 'ok'])
  expect(registry.finished.has('1/batch.json')).toBe(true)
  expect(packetsHere().map((path) => path.slice(0, 18))).toEqual(['spool/batch/000001'])
})

test('a packet that rotted on the card is reported and sent as it is, so that the others are not held up', async () => {
  const spool = await openStandSpool(disk)
  const first = await closedBatch(spool, 'a', 'b')
  await closedBatch(spool, 'c')
  const [rotten = ''] = first.manifest.packets.map(({ sha256 }) => sha256)
  await disk.write(`spool/batch/000001/${rotten}.packet`, Buffer.from('rotten'))
  await runFor(1_000, spool)
  expect(reported).toEqual(['damaged-packet', 'ok'])
  expect(registry.finished.get(`1/${rotten}.packet`)?.toString()).toBe('rotten')
  expect(registry.finished.has('2/batch.json')).toBe(true)
  expect(disk.files()[`spool/damaged/${rotten}.packet`]).toBe('rotten')
})

test('a batch whose only packet rotted goes out all the same, and its receipt ends it', async () => {
  const spool = await openStandSpool(disk)
  const batch = await closedBatch(spool, 'a')
  const [rotten = ''] = batch.manifest.packets.map(({ sha256 }) => sha256)
  await disk.write(`spool/batch/000001/${rotten}.packet`, Buffer.from('rotten'))
  await runFor(1_000, spool)
  await runFor(1_000, await openStandSpool(disk))
  expect([...registry.finished.keys()]).toEqual([`1/${rotten}.packet`, '1/batch.sig', '1/batch.json'])
  const rejected = [{ sha256: rotten, reason: 'wrong-name' }]
  sign(batch, receiptFor(batch, { accepted: [], rejected }))
  const after = await openStandSpool(disk)
  await runFor(1_000, after)
  expect(await after.batches()).toEqual({ ok: true, value: [] })
  expect(disk.files()[`spool/damaged/${rotten}.packet`]).toBe('rotten')
})

test('a packet that the card does not give is tried again, round after round, before it goes empty', async () => {
  const batch = await closedBatch(await openStandSpool(disk), 'a', 'b')
  const [unreadable = '', whole = ''] = batch.manifest.packets.map(({ sha256 }) => sha256)
  const failing = hookDisk(disk, ({ name, path }) =>
    name === 'read' && path.includes(unreadable) ? { kind: 'broken', path, detail: 'EIO' } : undefined,
  )
  await runFor(3_600_000, await openStandSpool(failing))
  expect(registry.finished.get(`1/${unreadable}.packet`)?.length).toBe(0)
  expect(registry.finished.get(`1/${whole}.packet`)?.length).toBeGreaterThan(0)
  expect(reported.slice(0, 6)).toEqual(['broken', 'broken', 'broken', 'broken', 'damaged-packet', 'ok'])
})
