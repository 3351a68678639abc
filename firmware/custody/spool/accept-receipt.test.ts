import { expect, test } from 'vitest'
import { type DiskCall, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { cutEverywhere } from '../../../test/stand/cut-everywhere.ts'
import {
  addStandPackets,
  openStandSpool,
  receiptFor,
  registryKey,
  standIdentity,
  standStamp,
} from '../../../test/stand/spool-stand.ts'
import { sha256Hex } from '../../core/hash.ts'
import type { SignedBatch } from '../chain/batch.ts'
import { readReceipt } from '../chain/receipt.ts'
import { acceptReceipt } from './accept-receipt.ts'
import { openSpool } from './open-spool.ts'
import { resumePurges } from './resume-purges.ts'

const keys = [registryKey.publicKey]
const receiptPath = `receipt/${standIdentity.device}-000001.receipt`

async function diskWithBatch(): Promise<{ disk: MemoryDisk; batch: SignedBatch }> {
  const disk = new MemoryDisk()
  const spool = await openStandSpool(disk)
  await addStandPackets(spool, 'a', 'b', 'c')
  const closed = await spool.closeBatch(standStamp)
  if (!closed.ok || !closed.value) throw new Error('no batch')
  return { disk, batch: closed.value }
}

const rejectFirst = (batch: SignedBatch) => {
  const [first = '', ...rest] = batch.manifest.packets.map(({ sha256 }) => sha256)
  return { accepted: rest, rejected: [{ sha256: first, reason: 'wrong-school' }] }
}

const packetsOn = (disk: MemoryDisk, folder: string) =>
  Object.keys(disk.files()).filter((path) => path.startsWith(folder) && path.endsWith('.packet'))

test('accepted packets leave the kiosk, and the receipt stays with its signature', async () => {
  const { disk, batch } = await diskWithBatch()
  const spool = await openStandSpool(disk)
  const { bytes, signature } = receiptFor(batch)
  expect((await acceptReceipt(spool, { bytes, signature }, keys, standStamp)).ok).toBe(true)
  disk.powerCut()
  expect(packetsOn(disk, '')).toEqual([])
  const files = disk.files()
  const stored = Buffer.from(files[`${receiptPath}.json`] ?? '', 'latin1')
  expect(readReceipt(stored, files[`${receiptPath}.sig`] ?? '', keys).ok).toBe(true)
})

test('rejected packets are moved aside with the reason in the journal, not deleted', async () => {
  const { disk, batch } = await diskWithBatch()
  const spool = await openStandSpool(disk)
  const changes = rejectFirst(batch)
  const { bytes, signature } = receiptFor(batch, changes)
  expect((await acceptReceipt(spool, { bytes, signature }, keys, standStamp)).ok).toBe(true)
  disk.powerCut()
  const [refused] = changes.rejected
  expect(packetsOn(disk, '')).toEqual([`spool/rejected/${refused?.sha256}.packet`])
  const kept = disk.files()[`spool/rejected/${refused?.sha256}.packet`]
  expect(sha256Hex(Buffer.from(kept ?? '', 'latin1'))).toBe(refused?.sha256)
  const again = await openStandSpool(disk)
  expect(again.journal.entries.at(-1)).toMatchObject({ op: 'purge', seq: 1, rejected: changes.rejected })
})

test('nothing is removed before both files of the receipt, their names and its line are flushed', async () => {
  const { disk, batch } = await diskWithBatch()
  const calls: DiskCall[] = []
  const spool = await openStandSpool(hookDisk(disk, (call) => void calls.push(call)))
  calls.length = 0
  const { bytes, signature } = receiptFor(batch, rejectFirst(batch))
  await acceptReceipt(spool, { bytes, signature }, keys, standStamp)
  const changes = calls.filter(({ name }) => name !== 'read' && name !== 'list')
  expect(changes.slice(0, 4).map(({ name, path }) => `${name} ${path}`)).toEqual([
    `write ${receiptPath}.sig`,
    `write ${receiptPath}.json`,
    'syncDirectory receipt',
    'append spool/journal.jsonl',
  ])
})

test('after a cut at any call each packet is here or signed for, and the purge is finished at the next start', async () => {
  const { batch } = await diskWithBatch()
  const { bytes, signature } = receiptFor(batch, rejectFirst(batch))
  const accept = async (disk: Parameters<typeof openSpool>[0]) => {
    const spool = await openSpool(disk, standIdentity)
    return spool.ok && (await acceptReceipt(spool.value, { bytes, signature }, keys, standStamp)).ok
  }
  const checkKept = async (medium: MemoryDisk, when: string) => {
    const files = medium.files()
    const stored = Buffer.from(files[`${receiptPath}.json`] ?? '', 'latin1')
    const signedFor = readReceipt(stored, files[`${receiptPath}.sig`] ?? '', keys).ok
    const left = new Set(packetsOn(medium, '').map((path) => path.slice(-71, -7)))
    const lost = batch.manifest.packets.filter(({ sha256 }) => !left.has(sha256))
    if (!signedFor) expect([when, lost]).toEqual([when, []])
    expect([when, left.has(rejectFirst(batch).rejected[0]?.sha256 ?? '')]).toEqual([when, true])
    return signedFor
  }
  await cutEverywhere(
    async () => (await diskWithBatch()).disk,
    accept,
    async ({ medium, when }) => {
      const signedFor = await checkKept(medium, when)
      for (let start = 0; start < 2; start += 1) {
        expect((await resumePurges(await openStandSpool(medium), keys, standStamp)).ok).toBe(true)
        medium.powerCut()
      }
      await checkKept(medium, when)
      expect([when, packetsOn(medium, 'spool/batch').length]).toEqual([when, signedFor ? 0 : 3])
      // The registry sends it again if it must.
      expect([when, await accept(medium)]).toEqual([when, true])
      medium.powerCut()
      expect([when, packetsOn(medium, '').length]).toEqual([when, 1])
    },
  )
})

test('a receipt whose flush failed once is flushed before the second try removes anything', async () => {
  const { disk, batch } = await diskWithBatch()
  let failing = true
  const spool = await openStandSpool(
    hookDisk(disk, ({ name, path }) =>
      failing && name === 'syncDirectory' && path === 'receipt'
        ? { kind: 'broken', path, detail: 'EIO' }
        : undefined,
    ),
  )
  const { bytes, signature } = receiptFor(batch)
  expect((await acceptReceipt(spool, { bytes, signature }, keys, standStamp)).ok).toBe(false)
  expect(packetsOn(disk, 'spool/batch').length).toBe(3)
  failing = false
  expect((await acceptReceipt(spool, { bytes, signature }, keys, standStamp)).ok).toBe(true)
  disk.powerCut()
  expect(packetsOn(disk, '')).toEqual([])
  expect(Object.keys(disk.files())).toEqual(
    expect.arrayContaining([`${receiptPath}.json`, `${receiptPath}.sig`]),
  )
})

test('a signature that rotted on the disk is written again before anything is removed', async () => {
  const { disk, batch } = await diskWithBatch()
  const { bytes, signature } = receiptFor(batch)
  const spool = await openStandSpool(disk)
  await spool.journal.append({ op: 'receipt', seq: 1, sha256: sha256Hex(bytes) })
  await disk.write(`${receiptPath}.json`, bytes)
  await disk.write(`${receiptPath}.sig`, Buffer.from('rotten'))
  expect((await acceptReceipt(spool, { bytes, signature }, keys, standStamp)).ok).toBe(true)
  expect(disk.files()[`${receiptPath}.sig`]).toBe(signature)
})

test('the same receipt twice changes nothing the second time', async () => {
  const { disk, batch } = await diskWithBatch()
  const spool = await openStandSpool(disk)
  const { bytes, signature } = receiptFor(batch)
  const first = await acceptReceipt(spool, { bytes, signature }, keys, standStamp)
  const before = disk.files()
  expect(await acceptReceipt(spool, { bytes, signature }, keys, standStamp)).toEqual(first)
  expect(disk.files()).toEqual(before)
})

test('the same receipt by link and by stick at one moment is taken once, and both roads hear that it is well', async () => {
  const { disk, batch } = await diskWithBatch()
  const [first = '', ...rest] = batch.manifest.packets.map(({ sha256 }) => sha256)
  const document = receiptFor(batch, { accepted: rest, rejected: [{ sha256: first, reason: 'malformed' }] })
  const spool = await openStandSpool(disk)
  const roads = [1, 2].map(() => acceptReceipt(spool, document, keys, standStamp))
  expect(await Promise.all(roads)).toMatchObject([{ ok: true }, { ok: true }])
  const purges = spool.journal.entries.filter((entry) => (entry as { op?: string }).op === 'purge')
  expect(purges.length).toBe(1)
})

test('a packet that the receipt does not name stays', async () => {
  const { disk, batch } = await diskWithBatch()
  const stray = `spool/batch/000001/${'e'.repeat(64)}.packet`
  await disk.write(stray, Buffer.from('how did it come here'))
  const { bytes, signature } = receiptFor(batch)
  expect((await acceptReceipt(await openStandSpool(disk), { bytes, signature }, keys, standStamp)).ok).toBe(
    true,
  )
  expect(packetsOn(disk, '')).toEqual([stray])
})

test('a disk that fails at any one call is asked again, and all is as if it had not', async () => {
  const reasons = (batch: SignedBatch) => {
    const [again = '', refused = '', ...accepted] = batch.manifest.packets.map(({ sha256 }) => sha256)
    const rejected = [
      { sha256: again, reason: 'wrong-name' },
      { sha256: refused, reason: 'wrong-school' },
    ]
    return { accepted, rejected }
  }
  let calls = 0
  for (let failing = 0; failing <= calls; failing += 1) {
    const { disk, batch } = await diskWithBatch()
    const document = receiptFor(batch, reasons(batch))
    calls = 0
    let isOpen = false
    const failsOnce = hookDisk(disk, ({ path, name }) => {
      // A packet that cannot be read counts as rotten, and goes nowhere.
      if (!isOpen || name === 'read') return undefined
      calls += 1
      return calls === failing ? { kind: 'broken', path, detail: name } : undefined
    })
    const spool = await openStandSpool(failsOnce)
    isOpen = true
    const first = await acceptReceipt(spool, document, keys, standStamp)
    const second = first.ok ? first : await acceptReceipt(spool, document, keys, standStamp)
    const { rejected } = reasons(batch)
    expect([failing, second.ok]).toEqual([failing, true])
    expect([failing, packetsOn(disk, '').sort()]).toEqual([
      failing,
      [`spool/new/${rejected[0]?.sha256}.packet`, `spool/rejected/${rejected[1]?.sha256}.packet`],
    ])
    expect([failing, await spool.batches(), (await spool.openPackets()).ok]).toEqual([
      failing,
      { ok: true, value: [] },
      true,
    ])
  }
  expect(calls).toBeGreaterThan(10)
})
