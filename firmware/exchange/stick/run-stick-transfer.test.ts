import { describe, expect, test } from 'vitest'
import { createHandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { createSeededRandom } from '../../../sim/random/seeded-random.ts'
import { StickTwin } from '../../../sim/usb/stick-twin.ts'
import { kiosks, openDesk } from '../../../test/stand/intake-stand.ts'
import { carry, kiosk, office, packetsOf, put, stickFromOffice } from '../../../test/stand/stick-round.ts'
import {
  authority,
  openTransferSpool,
  reopen,
  StickTransferStand,
  standKeyList,
} from '../../../test/stand/stick-transfer-stand.ts'
import { signKeyList } from '../../custody/crypto/key-list.ts'
import { intakeFolder } from '../../registry/intake/intake-folder.ts'

test('a stick goes in: receipts are taken, batches copied and read back, and it is safe to pull', async () => {
  const disk = kiosk.clone()
  const stick = await stickFromOffice()
  await using stand = new StickTransferStand(await reopen(disk))
  expect(await stand.after(() => stand.usb.plug(stick))).toEqual({ kind: 'safe', carried: 2, receipts: 2 })
  const kinds = stand.said.map((notice) => notice?.kind)
  expect([...new Set(kinds)]).toEqual(['reading', 'checking', 'copying', 'safe'])
  expect(stand.said).toContainEqual({ kind: 'copying', done: 1, total: 2 })
  expect(packetsOf(disk).length).toBe(2)
  expect(await stand.after(() => stand.usb.pull(stick))).toBeUndefined()
  const taken = await intakeFolder(openDesk(office.clone()), stick.disk)
  expect(taken).toMatchObject({
    value: [3, 4].map((seq) => ({ result: { value: { receipt: { seq, rejected: [] } } } })),
  })
})

test('pulled at any call: nothing is lost, what is there is true, and the next plugging ends well', async () => {
  const calls = await callsOfOneTrip()
  expect(calls).toBeGreaterThan(40)
  for (const seed of [undefined, 1, 2]) {
    for (let at = 0; at < calls; at += 1) {
      const disk = kiosk.clone()
      const stick = await stickFromOffice({
        ...(seed !== undefined && { random: createSeededRandom(seed * 1_000 + at) }),
      })
      await using stand = new StickTransferStand(await reopen(disk))
      stick.pulledAfterCalls = at
      const early = await stand.after(() => stand.usb.plug(stick))
      expect(early, `pulled after ${at}`).toMatchObject({ kind: 'trouble', cause: 'pulled' })
      expect(packetsOf(disk).length).toBeGreaterThanOrEqual(2)
      const halfWay = await intakeFolder(openDesk(office.clone()), stick.disk)
      for (const { result } of halfWay.ok ? halfWay.value : []) {
        if (result.ok) expect(result.value.receipt.rejected).toEqual([])
        else
          expect(['missing-packets', 'missing-signature', 'no-manifest', 'gap']).toContain(result.fault.kind)
      }
      stick.pulledAfterCalls = Number.POSITIVE_INFINITY
      expect(await stand.after(() => stand.usb.plug(stick))).toMatchObject({ kind: 'safe', carried: 2 })
      expect(packetsOf(disk).length).toBe(2)
      const taken = await intakeFolder(openDesk(office.clone()), stick.disk)
      expect(taken).toMatchObject({ value: [{ result: { ok: true } }, { result: { ok: true } }] })
    }
  }
})

async function callsOfOneTrip(): Promise<number> {
  await using stand = new StickTransferStand(await reopen(kiosk.clone()))
  const stick = await stickFromOffice()
  let calls = 0
  await stand.after(() => {
    const plugged = stand.usb.plug(stick)
    calls = plugged.calls
    Object.defineProperty(plugged, 'calls', {
      get: () => calls,
      set: (count: number) => {
        calls = count
      },
    })
  })
  return calls
}

describe('what can be wrong with a stick', () => {
  test('it is full: whole batches are on it, and it is said how many are not', async () => {
    const stick = new StickTwin({ capacityBytes: 700_000 })
    expect(await carry(kiosk.clone(), stick)).toEqual({ kind: 'trouble', cause: 'full', carried: 1, left: 3 })
    const taken = await intakeFolder(openDesk(new MemoryDisk()), stick.disk)
    expect(taken).toMatchObject({ value: [{ result: { value: { receipt: { seq: 1, rejected: [] } } } }] })
  })

  test('it is locked: receipts are taken from it all the same', async () => {
    const disk = kiosk.clone()
    const stick = await stickFromOffice()
    stick.disk.medium.readOnly = true
    expect(await carry(disk, stick)).toMatchObject({ kind: 'trouble', cause: 'read-only' })
    expect(packetsOf(disk).length).toBe(2)
  })

  test('it says that it wrote and did not: two tries, and nobody is told that it is well', async () => {
    const stick = new StickTwin()
    stick.disk.medium.lies = () => true
    expect(await carry(kiosk.clone(), stick)).toEqual({
      kind: 'trouble',
      cause: 'broken',
      carried: 0,
      left: 0,
    })
  })

  test('it cannot be opened, or is of an unknown kind', async () => {
    for (const fault of [{ kind: 'unreadable', detail: '' }, { kind: 'unknown-file-system' }] as const) {
      const stick = new StickTwin()
      stick.unusable = fault
      expect(await carry(kiosk.clone(), stick)).toMatchObject({ kind: 'trouble', cause: fault.kind })
    }
  })

  test('the system holds on to it: it is not said to be safe', async () => {
    const stick = new StickTwin()
    const stand = new StickTransferStand(await reopen(kiosk.clone()))
    stick.disk.medium.readOnly = true
    stick.clings = { kind: 'busy', detail: '' }
    expect(await stand.after(() => stand.usb.plug(stick))).toMatchObject({
      kind: 'trouble',
      cause: 'not-released',
    })
    await stand[Symbol.asyncDispose]()
  })

  test('files in it bear the registry’s names and are forged: told, and the rest goes its way', async () => {
    const stick = await stickFromOffice()
    const [name] = [...stick.disk.contents().keys()].filter(
      (path) => path.includes('IN/') && path.endsWith('.json'),
    )
    if (name === undefined) throw new Error('no receipt')
    await put(stick, name, Buffer.from('{}'))
    expect(await carry(kiosk.clone(), stick)).toEqual({
      kind: 'trouble',
      cause: 'refused-files',
      carried: 3,
      left: 0,
    })
  })
})

test('pulled and nobody comes: the warning goes after a while', async () => {
  const stick = new StickTwin()
  await using stand = new StickTransferStand(await reopen(kiosk.clone()))
  stick.pulledAfterCalls = 3
  await stand.after(() => stand.usb.plug(stick))
  expect(await stand.after(() => void stand.clock.advance(60_000))).toBeUndefined()
})

test('a slow stick takes its time, batch after batch is said, and it may be pulled in between', async () => {
  const clock = createHandClock()
  const slow = { clock, callMs: 500 }
  const stick = new StickTwin({ slow })
  await using stand = new StickTransferStand(await reopen(kiosk.clone()), clock)
  expect(await clock.runUntil(stand.after(() => stand.usb.plug(stick)))).toMatchObject({
    kind: 'safe',
    carried: 4,
  })
  const copying = stand.said.flatMap((notice) => (notice?.kind === 'copying' ? [notice.done] : []))
  expect(copying).toEqual([0, 1, 2, 3, 4])
  await stand.after(() => stand.usb.pull(stick))
  const other = new StickTwin({ slow })
  const said = stand.after(() => stand.usb.plug(other))
  await clock.advance(10_000)
  stand.usb.pull(other)
  expect(await said).toMatchObject({ kind: 'trouble', cause: 'pulled' })
})

test('two sticks: one after the other, and safe only when both are', async () => {
  const [one, two] = [new StickTwin(), new StickTwin()]
  await using stand = new StickTransferStand(await reopen(kiosk.clone()))
  const said = await stand.after(() => {
    stand.usb.plug(one)
    stand.usb.plug(two)
  })
  expect(said).toEqual({ kind: 'safe', carried: 4, receipts: 0 })
  expect(stand.said.filter((notice) => notice?.kind === 'safe').length).toBe(1)
  expect(one.disk.files()).toEqual(two.disk.files())
})

test('one stick goes round two kiosks, and each finds its own receipts', async () => {
  const disks = [kiosk.clone(), new MemoryDisk()] as const
  await openTransferSpool([[8]], kiosks.neighbour, disks[1])
  const round = async (stick: StickTwin) => {
    const said = []
    for (const [at, identity] of [kiosks.own, kiosks.neighbour].entries()) {
      await using stand = new StickTransferStand(await reopen(disks[at] ?? disks[0], identity))
      said.push(await stand.after(() => stand.usb.plug(stick)))
      stand.usb.pull(stick)
    }
    return said
  }
  const stick = new StickTwin()
  const safe = (carried: number, receipts: number) => ({ kind: 'safe', carried, receipts })
  expect(await round(stick)).toEqual([safe(4, 0), safe(1, 0)])
  const out = new MemoryDisk()
  await intakeFolder(openDesk(out), stick.disk)
  for (const [path, bytes] of out.contents())
    if (path.startsWith('receipt/')) await put(stick, path.replace('receipt', 'REKAM/IN'), bytes)
  expect(await round(stick)).toEqual([safe(0, 4), safe(0, 1)])
  for (const disk of disks) expect(packetsOf(disk)).toEqual([])
  expect(Object.keys(stick.disk.files()).filter((path) => path.includes('OUT'))).toEqual([])
})

test('a key list on the stick is taken before the receipts, and never an older one again', async () => {
  const next = signKeyList({ ...standKeyList, number: 2 }, authority)
  const disk = kiosk.clone()
  const stick = await stickFromOffice()
  await put(stick, 'REKAM/IN/key-list.json', next.bytes)
  await put(stick, 'REKAM/IN/key-list.sig', Buffer.from(next.signature))
  await using stand = new StickTransferStand(await reopen(disk))
  await stand.after(() => stand.usb.plug(stick))
  expect(stand.imported[0]?.taken[0]).toEqual({ kind: 'key-list', number: 2, again: false })
  stand.usb.pull(stick)
  const old = signKeyList(standKeyList, authority)
  await put(stick, 'REKAM/IN/key-list.json', old.bytes)
  await put(stick, 'REKAM/IN/key-list.sig', Buffer.from(old.signature))
  expect(await stand.after(() => stand.usb.plug(stick))).toMatchObject({ kind: 'safe' })
  expect(stand.imported[1]?.taken[0]).toEqual({ kind: 'key-list', number: 2, again: true })
})

test('a kiosk that stops lets go of its sticks', async () => {
  const stick = new StickTwin()
  const stand = new StickTransferStand(await reopen(kiosk.clone()))
  const plugged = stand.usb.plug(stick)
  await stand[Symbol.asyncDispose]()
  expect(await plugged.release(new AbortController().signal)).toEqual({ ok: false, fault: { kind: 'gone' } })
})
