import { expect, test } from 'vitest'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import {
  addStandPackets,
  openStandSpool,
  otherIdentity,
  standIdentity,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import { sha256Hex } from '../../core/hash.ts'
import { issueStudentReceipt } from '../../custody/chain/issue-student-receipt.ts'
import type { Receipt } from '../../custody/chain/receipt.ts'
import type { DeviceIdentity } from '../../custody/crypto/device-identity.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { createReceiptLookup, type ReceiptSources } from './receipt-lookup.ts'

const own = { device: standIdentity.device, publicKey: standIdentity.key.publicKey }
const neighbour = { device: otherIdentity.device, publicKey: otherIdentity.key.publicKey }
const theirs = (word: string) => sha256Hex(`theirs ${word}`)
const carried: Receipt = {
  v: 1,
  device: neighbour.device,
  seq: 2,
  root: '0'.repeat(64),
  accepted: [theirs('good')],
  rejected: [{ sha256: theirs('bad'), reason: 'wrong-school' }],
  number: 8,
  previous: '0'.repeat(64),
  wallMs: 0,
}

async function openStand(sources: Partial<ReceiptSources> = {}) {
  const spool: Spool = await openStandSpool(new MemoryDisk())
  const { disk, journal } = spool
  const lookup = createReceiptLookup({
    own,
    disk,
    entries: journal.entries,
    neighbours: [],
    carried: [],
    ...sources,
  })
  return { spool, lookup }
}

const textOf = (identity: DeviceIdentity, sha256: string) => issueStudentReceipt(identity, sha256).text

test('the lookup follows the journal: a receipt is known as soon as its packet is', async () => {
  const { spool, lookup } = await openStand()
  const text = textOf(standIdentity, sha256Hex(Buffer.from('packet of a')))
  expect(await lookup.check(text)).toEqual({ kind: 'lost' })
  await addStandPackets(spool, 'a')
  expect(await lookup.check(text)).toEqual({ kind: 'waiting' })
  await spool.closeBatch(standStamp)
  expect(await lookup.check(text)).toEqual({ kind: 'waiting', batch: 1 })
})

test('a neighbour’s receipt is genuine here, and its fate is known once the registry’s receipt was brought', async () => {
  const { lookup: stranger } = await openStand()
  const text = textOf(otherIdentity, theirs('good'))
  const { device } = neighbour
  expect(await stranger.check(text)).toEqual({ kind: 'unknown-kiosk', device })
  const { lookup: friend } = await openStand({ neighbours: [neighbour] })
  expect(await friend.check(text)).toEqual({ kind: 'elsewhere', device })
  const { lookup } = await openStand({ neighbours: [neighbour], carried: [carried] })
  expect(await lookup.check(text)).toEqual({ kind: 'received', receipt: 8, device })
  expect(await lookup.check(textOf(otherIdentity, theirs('bad')))).toEqual({ kind: 'refused', device })
})

test('a snapshot has hashes, states and keys, and neither a reason nor a visit', async () => {
  const { spool, lookup } = await openStand({ neighbours: [neighbour], carried: [carried] })
  const [sha256 = ''] = await addStandPackets(spool, 'a')
  expect(await lookup.snapshot(1_800_000_000_000)).toEqual({
    v: 1,
    device: own.device,
    keys: { [own.device]: own.publicKey, [neighbour.device]: neighbour.publicKey },
    wallMs: 1_800_000_000_000,
    packets: [
      { device: own.device, fate: { kind: 'waiting' }, prefixes: sha256.slice(0, 16) },
      {
        device: neighbour.device,
        fate: { kind: 'received', receipt: 8 },
        prefixes: theirs('good').slice(0, 16),
      },
      { device: neighbour.device, fate: { kind: 'refused' }, prefixes: theirs('bad').slice(0, 16) },
    ],
  })
})

test('with ten thousand packets the index is made once: later answers touch no disk', async () => {
  const hashes = Array.from({ length: 10_000 }, (_, at) => sha256Hex(`packet ${at}`))
  const entries = hashes.map((sha256, at) => ({ op: 'packet', sha256, visit: `visit-${at}`, bytes: 1 }))
  let calls = 0
  const disk = hookDisk(new MemoryDisk(), () => {
    calls += 1
    return undefined
  })
  const { lookup } = await openStand({ disk, entries })
  for (let at = 0; at < 10_000; at += 100) {
    const { code } = issueStudentReceipt(standIdentity, hashes[at] ?? '')
    expect(await lookup.check(code)).toEqual({ kind: 'waiting' })
  }
  expect(calls).toBe(1)
})
