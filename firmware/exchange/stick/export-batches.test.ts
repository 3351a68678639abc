import { describe, expect, test } from 'vitest'
import type { Disk } from '../../../hal/contract/disk.ts'
import { type DiskCall, hookDisk } from '../../../sim/disk/hooked-disk.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { kiosks, openDesk } from '../../../test/stand/intake-stand.ts'
import { handlersOf, openTransferSpool, reopen } from '../../../test/stand/stick-transfer-stand.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import { intakeFolder } from '../../registry/intake/intake-folder.ts'
import { findBroken } from './carried-batch.ts'
import { exportBatches } from './export-batches.ts'
import { importStick } from './import-stick.ts'

const never = new AbortController().signal
const kiosk = new MemoryDisk()
await openTransferSpool([[1, 2], [3], [4, 5]], kiosks.own, kiosk)
const ownFolder = `REKAM/OUT/${kiosks.own.device}`

const openKiosk = () => reopen(kiosk.clone())

async function copy(spool: Spool, disk: Disk) {
  const exported = await exportBatches(spool, { disk, freeBytes: async () => undefined }, never)
  if (!exported.ok) return exported.fault
  const { written, present, left, damaged } = exported.value
  const seqs = (batches: readonly { readonly seq: number }[]) => batches.map(({ seq }) => seq)
  return {
    written: seqs(written),
    present: seqs(present),
    left,
    damaged,
    broken: await findBroken(disk, written, never),
  }
}

/** The registry's reading of a stick: accepted packets by batch, or the fault. */
async function takenIn(disk: MemoryDisk, out = new MemoryDisk()) {
  const outcomes = await intakeFolder(openDesk(out), disk)
  if (!outcomes.ok) throw new Error('not scanned')
  return outcomes.value.map(({ result }) => (result.ok ? result.value.receipt : result.fault))
}

describe('what waits is copied', () => {
  test('as the registry wants it: it signs for every packet of every batch', async () => {
    const stick = new MemoryDisk()
    expect(await copy(await openKiosk(), stick)).toEqual({
      written: [1, 2, 3],
      present: [],
      left: [],
      damaged: [],
      broken: [],
    })
    const taken = await takenIn(stick)
    expect(taken).toMatchObject([1, 2, 3].map((seq) => ({ seq, device: kiosks.own.device, rejected: [] })))
    expect(Object.keys(stick.files()).every((path) => path.startsWith(`${ownFolder}/00000`))).toBe(true)
  })

  test('packets first and the manifest last, each under a passing name until it is whole', async () => {
    const calls: DiskCall[] = []
    const stick = hookDisk(new MemoryDisk(), (call) => void calls.push(call))
    await copy(await openKiosk(), stick)
    const one = calls.filter(({ path }) => path.startsWith(`${ownFolder}/000001`))
    const made = one.filter(({ name }) => ['write', 'rename', 'syncDirectory'].includes(name))
    const words = made.map(({ name, path }) =>
      `${name} ${path.split('/')[4]?.replace(/^[0-9a-f]{64}/, '*') ?? ''}`.trim(),
    )
    expect(words).toEqual([
      'syncDirectory',
      ...Array.from({ length: 2 }, () => ['write *.packet.part', 'rename *.packet.part']).flat(),
      'write batch.sig.part',
      'rename batch.sig.part',
      'syncDirectory',
      'write batch.json.part',
      'rename batch.json.part',
      'syncDirectory',
    ])
    expect(calls.some(({ name }) => name === 'link')).toBe(false)
  })

  test('once: the same again only reads', async () => {
    const stick = new MemoryDisk()
    const spool = await openKiosk()
    await copy(spool, stick)
    stick.medium.readOnly = true
    expect(await copy(spool, stick)).toMatchObject({ written: [], present: [1, 2, 3], left: [] })
  })

  test('what is damaged on the stick is written again, and nothing else', async () => {
    const stick = new MemoryDisk()
    const spool = await openKiosk()
    await copy(spool, stick)
    const whole = stick.files()
    const packet =
      Object.keys(whole).find((path) => path.includes('/000002/') && path.endsWith('.packet')) ?? ''
    stick.medium.rot(packet, 5)
    const written: string[] = []
    const watched = hookDisk(stick, ({ name, path }) => {
      if (name === 'write') written.push(path)
      return undefined
    })
    expect(await copy(spool, watched)).toMatchObject({ written: [2], present: [1, 3], broken: [] })
    expect(written).toEqual([
      `${packet}.part`,
      `${ownFolder}/000002/batch.sig.part`,
      `${ownFolder}/000002/batch.json.part`,
    ])
    expect(stick.files()).toEqual(whole)
  })

  test('and nothing of the spool goes', async () => {
    const disk = kiosk.clone()
    const before = disk.files()
    await copy(await reopen(disk), new MemoryDisk())
    expect(disk.files()).toEqual(before)
  })
})

test('wherever it is full, whole batches are there, the oldest first, and it is said how many are not', async () => {
  const all = new MemoryDisk()
  await copy(await openKiosk(), all)
  const bytes = [...all.contents().values()].reduce((sum, file) => sum + file.length, 0)
  const carried = new Set<number>()
  for (let capacity = 0; capacity <= bytes; capacity += 97) {
    const stick = new MemoryDisk()
    stick.medium.capacityBytes = capacity
    const copied = await copy(await openKiosk(), stick)
    if ('kind' in copied) throw new Error(`${capacity}: ${copied.kind}`)
    expect([...copied.written, ...copied.left]).toEqual([1, 2, 3])
    expect(copied.broken).toEqual([])
    const folders = new Set(Object.keys(stick.files()).map((path) => Number(path.split('/')[3])))
    expect([...folders]).toEqual(copied.written)
    if (carried.has(copied.written.length)) continue
    carried.add(copied.written.length)
    expect(await takenIn(stick)).toMatchObject(copied.written.map((seq) => ({ seq, rejected: [] })))
  }
  expect([...carried]).toEqual([0, 1, 2])
})

test('with too little room nothing is begun', async () => {
  const stick = new MemoryDisk()
  const target = { disk: stick, freeBytes: async () => 600_000 }
  expect(await exportBatches(await openKiosk(), target, never)).toMatchObject({
    value: { written: [], left: [1, 2, 3] },
  })
  expect(stick.files()).toEqual({})
})

test('a stick that is locked takes nothing, and says so', async () => {
  const stick = new MemoryDisk()
  stick.medium.readOnly = true
  expect(await copy(await openKiosk(), stick)).toMatchObject({ kind: 'stick', fault: { kind: 'read-only' } })
})

test('a fault of our own card is told from one of the stick', async () => {
  const disk = kiosk.clone()
  const spool = await reopen(disk)
  const broken = hookDisk(disk, ({ name, path }) =>
    name === 'append' ? { kind: 'broken', path, detail: 'EIO' } : undefined,
  )
  disk.medium.rot(Object.keys(disk.files()).find((path) => path.endsWith('.packet')) ?? '', 700)
  const journal = { ...spool.journal, append: () => broken.append('spool/journal.jsonl', new Uint8Array()) }
  expect(await copy({ ...spool, journal }, new MemoryDisk())).toMatchObject({ kind: 'kiosk' })
})

test('a packet that rotted goes as it is: the registry refuses it by its name, and it blocks no other', async () => {
  const disk = kiosk.clone()
  const packet =
    Object.keys(disk.files()).find((path) => path.includes('batch/000001/') && path.endsWith('.packet')) ?? ''
  disk.medium.rot(packet, 700)
  const stick = new MemoryDisk()
  expect(await copy(await reopen(disk), stick)).toMatchObject({ written: [1, 2, 3], broken: [] })
  const [first] = await takenIn(stick)
  expect(first).toMatchObject({ rejected: [{ reason: 'wrong-name' }] })
})

test('a packet that the card does not give now goes empty, and again with the next batch once it is read', async () => {
  const disk = kiosk.clone()
  const packet = Object.keys(disk.files()).find((path) => /batch\/000001\/.*packet$/.test(path)) ?? ''
  const stick = new MemoryDisk()
  disk.medium.failsToRead = (path) => path === packet
  const spool = await reopen(disk)
  expect(await copy(spool, stick)).toMatchObject({ written: [1, 2, 3], broken: [] })
  expect(Object.keys(disk.files())).toContain(packet)
  const office = new MemoryDisk()
  await intakeFolder(openDesk(office), stick)
  await importStick(office, 'receipt', await handlersOf(spool))
  disk.medium.failsToRead = () => false
  expect(await spool.openPackets()).toEqual({ ok: true, value: [packet.slice(-71, -7)] })
  expect(Object.keys(disk.files()).filter((path) => path.includes('rejected/'))).toEqual([])
})

describe('a stick that many kiosks share', () => {
  test('carries each in a folder of its own, and nobody touches another’s', async () => {
    const stick = new MemoryDisk()
    const neighbour = await openTransferSpool([[6]], kiosks.neighbour)
    await copy(neighbour, stick)
    const theirs = Object.entries(stick.files())
    await copy(await openKiosk(), stick)
    expect(Object.entries(stick.files())).toEqual(expect.arrayContaining(theirs))
    const taken = await takenIn(stick)
    const devices = taken.map((one) => ('device' in one ? one.device : one.kind))
    const { own, neighbour: other } = kiosks
    expect(devices.sort()).toEqual([own, own, own, other].map(({ device }) => device).sort())
  })

  test('keeps the batch of a copied card beside ours, and the registry sees that there are two', async () => {
    const stick = new MemoryDisk()
    await copy(await openTransferSpool([[7]]), stick)
    const theirs = Object.entries(stick.files())
    expect(await copy(await openKiosk(), stick)).toMatchObject({ written: [1, 2, 3], broken: [] })
    expect(Object.entries(stick.files())).toEqual(expect.arrayContaining(theirs))
    expect(await takenIn(stick)).toContainEqual({ kind: 'fork', seq: 1 })
  })
})

test('what a receipt has answered makes room on the stick; a batch of a copied card stays', async () => {
  const [stick, out] = [new MemoryDisk(), new MemoryDisk()]
  const disk = kiosk.clone()
  const spool = await reopen(disk)
  await copy(spool, stick)
  await takenIn(stick, out)
  const received = await importStick(out, 'receipt', await handlersOf(spool))
  expect(received).toMatchObject({ value: { taken: [{}, {}, {}], refused: [], ignored: 0 } })
  expect(Object.keys(disk.files()).filter((path) => path.endsWith('.packet'))).toEqual([])
  const clone = new MemoryDisk()
  await copy(await openTransferSpool([[7]]), clone)
  expect(await copy(spool, stick)).toMatchObject({ written: [], present: [], left: [] })
  expect(stick.files()).toEqual({})
  const evidence = clone.files()
  await copy(spool, clone)
  expect(clone.files()).toEqual(evidence)
})

test('a batch that is answered while it is copied is not left half on the stick', async () => {
  const [other, out] = [new MemoryDisk(), new MemoryDisk()]
  const spool = await openKiosk()
  await copy(spool, other)
  await takenIn(other, out)
  const stick = new MemoryDisk()
  // Over the link every receipt comes just when the first packet is to be written.
  const freeBytes = async () => void (await importStick(out, 'receipt', await handlersOf(spool)))
  const exported = await exportBatches(spool, { disk: stick, freeBytes }, never)
  expect(exported).toEqual({ ok: true, value: { written: [], present: [], left: [], damaged: [] } })
  expect(stick.files()).toEqual({})
})
