import { expect, test } from 'vitest'
import { hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import {
  addStandPackets,
  openStandSpool,
  receiptFor,
  registryKey,
  standIdentity,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import { readBatch } from '../chain/batch.ts'
import { acceptReceipt } from './accept-receipt.ts'
import { readStoredPacket } from './check-packet.ts'
import { manifestFor } from './repair-manifests.ts'

const second = 'spool/batch/000002'

async function diskWithTwoBatches() {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  await addStandPackets(spool, 'a')
  await spool.closeBatch(standStamp)
  await addStandPackets(spool, 'b', 'c')
  const closed = await spool.closeBatch({ ...standStamp, sinceBootMs: 9_000 })
  if (!closed.ok || !closed.value) throw new Error('no batch')
  return { disk, batch: closed.value, whole: disk.files() }
}

test('a manifest flipped at any byte while its packets wait is written anew, byte for byte', async () => {
  const { disk, batch, whole } = await diskWithTwoBatches()
  for (let at = 0; at < batch.bytes.length; at += 1) {
    const flipped = batch.bytes.slice()
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
    await disk.write(`${second}/batch.json`, flipped)
    const shelf = await (await openStandSpool(disk)).batches()
    expect([at, shelf.ok && shelf.value[1]?.manifest]).toEqual([at, batch.manifest])
    expect(disk.files()).toEqual(whole)
  }
})

test.each(['batch.json', 'batch.sig'])(
  '%s torn or gone is written anew before it is sent, and survives a power cut',
  async (name) => {
    const { disk, batch, whole } = await diskWithTwoBatches()
    const { bytes } = batch
    for (const damage of [
      () => disk.write(`${second}/${name}`, new Uint8Array()),
      () => disk.remove(`${second}/${name}`),
    ]) {
      await damage()
      const spool = await openStandSpool(disk)
      const waiting = spool.index.batches.get(2)
      expect(waiting && (await manifestFor(spool, waiting))).toMatchObject({ ok: true, value: { bytes } })
      disk.powerCut()
      expect(disk.files()).toEqual(whole)
    }
    expect(
      readBatch(batch.bytes, whole[`${second}/batch.sig`] ?? '', () => standIdentity.key.publicKey).ok,
    ).toBe(true)
  },
)

test('a manifest is written anew, whatever rotted in another batch or in none', async () => {
  const { disk, batch } = await diskWithTwoBatches()
  const before = await openStandSpool(disk)
  const [inFirst = ''] = before.index.batches.get(1)?.packets ?? []
  const [inNone = ''] = await addStandPackets(before, 'd')
  await disk.write(`spool/batch/000001/${inFirst}.packet`, Buffer.from('?'))
  await disk.write(`spool/new/${inNone}.packet`, Buffer.from('?'))
  await readStoredPacket(before, inFirst, 1)
  await readStoredPacket(before, inNone)
  await disk.write(`${second}/batch.json`, new Uint8Array())
  const spool = await openStandSpool(disk)
  expect([...spool.facts.damaged.keys()].sort()).toEqual([inFirst, inNone].sort())
  expect(spool.index.batches.get(2)?.manifest).toEqual(batch.manifest)
})

test('a manifest whose sector cannot be read any more is written anew, and hides no other batch', async () => {
  const { disk, batch } = await diskWithTwoBatches()
  let broken = true
  const failing = hookDisk(disk, ({ name, path, to }) => {
    // Writing it anew finds another sector.
    if (to === `${second}/batch.json`) broken = false
    const hit = broken && name === 'read' && path === `${second}/batch.json`
    return hit ? { kind: 'broken', path, detail: 'EIO' } : undefined
  })
  const shelf = await (await openStandSpool(failing)).batches()
  expect(shelf.ok && shelf.value.map(({ manifest }) => manifest?.seq)).toEqual([1, 2])
  expect(shelf.ok && shelf.value[1]?.manifest).toEqual(batch.manifest)
  expect(broken).toBe(false)
})

test('a directory that cannot be listed any more hides no other batch, and its own still goes out', async () => {
  const { disk, batch } = await diskWithTwoBatches()
  const failing = hookDisk(disk, ({ name, path }) =>
    name === 'list' && path === second ? { kind: 'broken', path, detail: 'EIO' } : undefined,
  )
  const spool = await openStandSpool(failing)
  const shelf = await spool.batches()
  expect(shelf.ok && shelf.value.map(({ manifest }) => manifest?.packets.length)).toEqual([1, 2])
  const [first] = batch.manifest.packets
  expect(await readStoredPacket(spool, first?.sha256 ?? '', 2)).toMatchObject({
    ok: true,
    value: { sound: true },
  })
})

test('a manifest that cannot be made again as it was is not signed in another form', async () => {
  const { disk, batch } = await diskWithTwoBatches()
  const [packet] = batch.manifest.packets
  await disk.remove(`${second}/${packet?.sha256}.packet`)
  await disk.write(`${second}/batch.json`, Buffer.from('{'))
  const before = disk.files()
  const shelf = await (await openStandSpool(disk)).batches()
  expect(shelf.ok && shelf.value.map(({ manifest, closed }) => [manifest?.seq, closed])).toEqual([
    [1, true],
    [undefined, true],
  ])
  expect(disk.files()).toEqual(before)
})

test('after the receipt a damaged manifest is left alone', async () => {
  const { disk, batch } = await diskWithTwoBatches()
  const spool = await openStandSpool(disk)
  const { bytes, signature } = receiptFor(batch)
  expect((await acceptReceipt(spool, { bytes, signature }, [registryKey.publicKey], standStamp)).ok).toBe(
    true,
  )
  await disk.write(`${second}/batch.json`, Buffer.from('{'))
  const before = disk.files()
  expect((await spool.batches()).ok).toBe(true)
  expect(disk.files()).toEqual(before)
})

test('a batch that the medium does not give at a start is a batch again as soon as it does', async () => {
  const { disk, batch } = await diskWithTwoBatches()
  disk.medium.failsToRead = (path) => path.startsWith(second)
  const spool = await openStandSpool(disk)
  const unknown = await spool.batches()
  expect(unknown.ok && unknown.value[1]?.manifest).toBeUndefined()
  disk.medium.failsToRead = () => false
  const known = await spool.batches()
  const waiting = known.ok ? known.value[1] : undefined
  expect(waiting).toMatchObject({ manifest: batch.manifest, packets: [expect.anything(), expect.anything()] })
  const { bytes } = batch
  expect(waiting && (await manifestFor(spool, waiting))).toMatchObject({ ok: true, value: { bytes } })
})

test('a batch whose files fail to be read while it is sent is sent when they do not', async () => {
  const { disk, batch } = await diskWithTwoBatches()
  const spool = await openStandSpool(disk)
  const { bytes } = batch
  const waiting = spool.index.batches.get(2)
  // Its packets cannot be counted either: nothing can be signed anew.
  if (waiting) spool.index.batches.set(2, { ...waiting, packets: [] })
  disk.medium.failsToRead = (path) => path.startsWith(second)
  expect(waiting && (await manifestFor(spool, waiting))).toEqual({ ok: true, value: undefined })
  disk.medium.failsToRead = () => false
  const known = await spool.batches()
  const again = known.ok ? known.value[1] : undefined
  expect(again && (await manifestFor(spool, again))).toMatchObject({ ok: true, value: { bytes } })
})
