import { expect, test } from 'vitest'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import {
  addStandPackets,
  openStandSpool,
  receiptFor,
  registryKey,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import type { Json } from '../../core/canonical-json.ts'
import { sha256Hex } from '../../core/hash.ts'
import { acceptReceipt } from './accept-receipt.ts'
import { readStoredPacket } from './check-packet.ts'
import { packetStatuses } from './packet-status.ts'
import type { Spool } from './spool.ts'

const hashOf = (word: string) => sha256Hex(Buffer.from(`packet of ${word}`))
const fateOf = async ({ disk, journal }: Spool, word: string) =>
  (await packetStatuses(disk, journal.entries)).get(hashOf(word))

async function closeBatch(spool: Spool) {
  const closed = await spool.closeBatch(standStamp)
  if (!closed.ok || !closed.value) throw new Error('no batch')
  return closed.value
}

test('a packet is open, then in a batch, then received or refused, also after a restart', async () => {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  await addStandPackets(spool, 'a', 'b')
  expect(await fateOf(spool, 'a')).toEqual({ kind: 'waiting' })
  const batch = await closeBatch(spool)
  await addStandPackets(spool, 'c')
  expect(await fateOf(spool, 'a')).toEqual({ kind: 'waiting', batch: 1 })
  expect(await fateOf(spool, 'c')).toEqual({ kind: 'waiting' })
  const refused = { accepted: [hashOf('a')], rejected: [{ sha256: hashOf('b'), reason: 'wrong-school' }] }
  const { bytes, signature } = receiptFor(batch, { ...refused, number: 9 })
  expect((await acceptReceipt(spool, { bytes, signature }, [registryKey.publicKey], standStamp)).ok).toBe(
    true,
  )
  disk.powerCut()
  const again = await openStandSpool(disk)
  expect(await fateOf(again, 'a')).toEqual({ kind: 'received', receipt: 9 })
  expect(await fateOf(again, 'b')).toEqual({ kind: 'refused' })
  await closeBatch(again)
  expect(await fateOf(again, 'c')).toEqual({ kind: 'waiting', batch: 2 })
  expect(await fateOf(again, 'nobody')).toBeUndefined()
})

test('a packet in a batch that forked asks for a person, and one spoiled on the road is on its way again', async () => {
  const spool = await openStandSpool(new MemoryDisk())
  await addStandPackets(spool, 'a', 'b')
  const batch = await closeBatch(spool)
  const keys = [registryKey.publicKey]
  await acceptReceipt(spool, receiptFor(batch, { root: 'f'.repeat(64) }), keys, standStamp)
  expect(await fateOf(spool, 'a')).toEqual({ kind: 'refused' })
  const rejected = [{ sha256: hashOf('b'), reason: 'wrong-name' }]
  await acceptReceipt(spool, receiptFor(batch, { accepted: [hashOf('a')], rejected }), keys, standStamp)
  expect(await fateOf(spool, 'a')).toEqual({ kind: 'received', receipt: 1 })
  expect(await fateOf(spool, 'b')).toEqual({ kind: 'waiting' })
  await closeBatch(spool)
  expect(await fateOf(spool, 'b')).toEqual({ kind: 'waiting', batch: 2 })
})

test('a packet that the registry has stays received when a second copy of it is refused', async () => {
  const [sha256, seqs] = [hashOf('a'), [1, 2]] as const
  const [first, second] = seqs.map((seq) => ({ op: 'purge', seq, receipt: seq, accepted: [], rejected: [] }))
  const entries = [
    { op: 'packet', sha256 },
    { ...first, accepted: [sha256] },
    { ...second, rejected: [{ sha256, reason: 'duplicate' }] },
  ]
  const statuses = await packetStatuses(new MemoryDisk(), entries as readonly Json[])
  expect(statuses.get(sha256)).toEqual({ kind: 'received', receipt: 1 })
})

test('a packet that rotted before it was sent asks for a person', async () => {
  const spool = await openStandSpool(new MemoryDisk())
  await addStandPackets(spool, 'a')
  await spool.disk.write(`spool/new/${hashOf('a')}.packet`, Buffer.from('?'))
  await readStoredPacket(spool, hashOf('a'))
  expect(await fateOf(spool, 'a')).toEqual({ kind: 'refused' })
})

test('the packet of a visit is found by the visit', async () => {
  const spool = await openStandSpool(new MemoryDisk())
  await addStandPackets(spool, 'a', 'b')
  expect(spool.facts.closings.get('visit-b')).toMatchObject({ op: 'packet', sha256: hashOf('b') })
  expect(spool.facts.closings.get('visit-c')).toBeUndefined()
})

test('a disk that cannot be listed hides the number of a batch and nothing else', async () => {
  const spool = await openStandSpool(new MemoryDisk())
  await addStandPackets(spool, 'a')
  await closeBatch(spool)
  const broken = hookDisk(spool.disk, ({ path }) => ({ kind: 'broken', path, detail: 'EIO' }))
  const statuses = await packetStatuses(broken, spool.journal.entries)
  expect([...statuses]).toEqual([[hashOf('a'), { kind: 'waiting' }]])
})
