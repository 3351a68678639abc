import { expect, test } from 'vitest'
import { type DiskCall, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { cutEverywhere } from '../../../test/stand/cut-everywhere.ts'
import {
  addStandPackets,
  openStandSpool,
  standIdentity,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import { sha256Hex } from '../../core/hash.ts'
import { noPreviousBatch, readBatch } from '../chain/batch.ts'
import { readBatchFiles } from './batch-index.ts'
import { isUnfinished } from './close-batch.ts'
import { openSpool } from './open-spool.ts'
import { manifestFor } from './repair-manifests.ts'
import type { Spool } from './spool.ts'

const publicKey = () => standIdentity.key.publicKey

async function signedBatch(spool: Spool, seq: number) {
  const files = await readBatchFiles(spool.disk, seq)
  if (!files.ok) throw new Error(`no batch ${seq}`)
  const manifest = readBatch(files.value.bytes, files.value.signature, publicKey)
  if (!manifest.ok) throw new Error(`batch ${seq}: ${manifest.fault.kind}`)
  return { manifest: manifest.value, hash: sha256Hex(files.value.bytes) }
}

async function diskWithPackets(): Promise<MemoryDisk> {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  await addStandPackets(spool, 'a')
  await spool.closeBatch(standStamp)
  await addStandPackets(spool, 'b', 'c', 'd')
  return disk
}

test('after a cut at any call, closing again gives exactly one batch with all packets in the chain', async () => {
  await cutEverywhere(
    diskWithPackets,
    async (disk) => {
      const spool = await openSpool(disk, standIdentity)
      return spool.ok && (await spool.value.closeBatch(standStamp)).ok
    },
    async ({ medium, when }) => {
      const spool = await openStandSpool(medium)
      const closed = await spool.closeBatch({ ...standStamp, boot: 4 })
      expect([when, closed.ok]).toEqual([when, true])
      medium.powerCut()
      const again = await openStandSpool(medium)
      const shelf = await again.batches()
      expect([when, shelf.ok && shelf.value.map(({ packets }) => packets.length)]).toEqual([when, [1, 3]])
      expect(await again.openPackets()).toEqual({ ok: true, value: [] })
      const [first, second] = [await signedBatch(again, 1), await signedBatch(again, 2)]
      expect(first.manifest.prev).toBe(noPreviousBatch)
      expect([when, second.manifest.prev]).toEqual([when, first.hash])
      expect(second.manifest.packets.map(({ sha256 }) => sha256)).toEqual(shelf.ok && shelf.value[1]?.packets)
      const lines = again.journal.entries.filter((entry) => JSON.stringify(entry).includes('"op":"batch"'))
      expect([when, lines.length]).toEqual([when, 2])
    },
  )
})

test('packets that come while a batch was left unfinished go with it or into the next, never nowhere', async () => {
  await cutEverywhere(
    diskWithPackets,
    async (disk) => {
      const spool = await openSpool(disk, standIdentity)
      return spool.ok && (await spool.value.closeBatch(standStamp)).ok
    },
    async ({ medium, when }) => {
      const spool = await openStandSpool(medium)
      await addStandPackets(spool, 'late')
      await spool.closeBatch(standStamp)
      await spool.closeBatch(standStamp)
      const shelf = await spool.batches()
      const held = shelf.ok ? shelf.value.flatMap(({ packets }) => packets) : []
      expect([when, new Set(held).size, held.length]).toEqual([when, 5, 5])
      expect(shelf.ok && shelf.value.every(({ manifest }) => manifest !== undefined)).toBe(true)
    },
  )
})

test('no open packets make no batch', async () => {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  const before = disk.files()
  expect(await spool.closeBatch(standStamp)).toEqual({ ok: true, value: undefined })
  expect(disk.files()).toEqual(before)
})

test('a batch takes a thousand packets, and the rest go into the next', async () => {
  const spool = await openStandSpool(new MemoryDisk())
  await addStandPackets(spool, ...Array.from({ length: 1_001 }, (_, at) => `${at}`))
  const [first, second, third] = [
    await spool.closeBatch(standStamp),
    await spool.closeBatch(standStamp),
    await spool.closeBatch(standStamp),
  ]
  expect(first.ok && first.value?.manifest.packets.length).toBe(1_000)
  expect(second.ok && second.value?.manifest.packets.length).toBe(1)
  expect(third).toEqual({ ok: true, value: undefined })
})

test('asked twice at once, all packets go into one batch and one manifest is signed', async () => {
  const disk = await diskWithPackets()
  const spool = await openStandSpool(disk)
  const [one, two] = await Promise.all([spool.closeBatch(standStamp), spool.closeBatch(standStamp)])
  expect(one.ok && one.value?.manifest.packets.length).toBe(3)
  expect(two).toEqual({ ok: true, value: undefined })
  expect((await signedBatch(spool, 2)).manifest.packets.length).toBe(3)
})

test('a manifest damaged on the shelf never gets its number signed again, and the chain goes on', async () => {
  const disk = await diskWithPackets()
  const spool = await openStandSpool(disk)
  const second = await spool.closeBatch(standStamp)
  const hash = second.ok && second.value ? sha256Hex(second.value.bytes) : ''
  await disk.write('spool/batch/000002/batch.json', Buffer.from('{"v":1'))
  await addStandPackets(spool, 'e')
  const third = await spool.closeBatch(standStamp)
  expect(third.ok && third.value?.manifest).toMatchObject({ seq: 3, prev: hash })
  expect(disk.files()['spool/batch/000002/batch.json']).toBe('{"v":1')
})

test('a packet of which a lying card kept only the name is set aside, and the batch goes on without it', async () => {
  const disk = await diskWithPackets()
  const spool = await openStandSpool(disk)
  const [empty = ''] = [...spool.index.open]
  await disk.write(`spool/new/${empty}.packet`, new Uint8Array())
  const closed = await spool.closeBatch(standStamp)
  expect(closed.ok && closed.value?.manifest.packets.length).toBe(2)
  expect(disk.files()[`spool/damaged/${empty}.packet`]).toBe('')
  expect([spool.facts.damaged.has(empty), await spool.openPackets()]).toEqual([true, { ok: true, value: [] }])
})

/** A spool over a disk that refuses what `refuses` names until it is changed. */
async function openRefusing(disk: MemoryDisk, refuses: (call: DiskCall) => boolean) {
  const state = { refusing: true }
  const hook = (call: DiskCall) =>
    state.refusing && refuses(call) ? { kind: 'full' as const, path: call.path } : undefined
  return { spool: await openStandSpool(hookDisk(disk, hook)), state }
}

const unfinished = (spool: Spool) =>
  [...spool.index.batches.values()].filter((batch) => isUnfinished(spool, batch)).map(({ seq }) => seq)

test('a batch whose manifest the disk refused is closed under its own number once there is room', async () => {
  const disk = await diskWithPackets()
  const { spool, state } = await openRefusing(disk, ({ path }) => path.endsWith('000002/batch.json.part'))
  expect((await spool.closeBatch(standStamp)).ok).toBe(false)
  expect(unfinished(spool)).toEqual([2])
  state.refusing = false
  const closed = await spool.closeBatch(standStamp)
  expect(closed.ok && [closed.value?.manifest.seq, closed.value?.manifest.packets.length]).toEqual([2, 3])
  expect(unfinished(spool)).toEqual([])
})

test('a batch whose name is not durable is not sent, and none is signed after it', async () => {
  const disk = new MemoryDisk()
  const isWritten = () => 'spool/batch/000001/batch.json' in disk.files()
  const { spool, state } = await openRefusing(
    disk,
    ({ name, path }) => name === 'syncDirectory' && path === 'spool/batch/000001' && isWritten(),
  )
  await addStandPackets(spool, 'a')
  expect(await spool.closeBatch(standStamp)).toMatchObject({ fault: { kind: 'full' } })
  expect(unfinished(spool)).toEqual([1])
  const waiting = spool.index.batches.get(1)
  expect(waiting && (await manifestFor(spool, waiting))).toEqual({ ok: true, value: undefined })
  await addStandPackets(spool, 'b')
  expect(await spool.closeBatch(standStamp)).toMatchObject({ fault: { kind: 'full' } })
  expect(disk.files()['spool/batch/000002/batch.json']).toBeUndefined()
  state.refusing = false
  expect((await spool.closeBatch(standStamp)).ok).toBe(true)
  const [first, second] = [await signedBatch(spool, 1), await signedBatch(spool, 2)]
  expect(second.manifest.prev).toBe(first.hash)
})
