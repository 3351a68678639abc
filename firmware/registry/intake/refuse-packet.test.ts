import { expect, test } from 'vitest'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import {
  kiosks,
  openDesk,
  putBatch,
  type StandPacket,
  studentId,
  studentPacket,
  takeIn,
} from '../../../test/stand/intake-stand.ts'
import { sha256Hex } from '../../core/hash.ts'
import { packUstar, readUstar } from '../../custody/packet/ustar.ts'
import { checkPacket } from './check-packet.ts'

const named = (bytes: Uint8Array): StandPacket => ({ bytes, sha256: sha256Hex(bytes) })

async function changedArchive(change: (entries: { name: string; bytes: Uint8Array }[]) => void) {
  const archive = readUstar((await studentPacket(2)).bytes)
  if (!archive.ok) throw new Error('no archive')
  const entries = archive.value.map(({ name, bytes }) => ({ name, bytes: bytes.slice() }))
  change(entries)
  return named(packUstar(entries))
}

const flipFirstByte = (entry: { bytes: Uint8Array } | undefined) => {
  if (entry) entry.bytes[0] = (entry.bytes[0] ?? 0) ^ 1
}

const refusals: readonly [string, string, () => Promise<StandPacket>][] = [
  [
    'under the name of another',
    'wrong-name',
    async () => ({ ...(await studentPacket(2)), sha256: 'e'.repeat(64) }),
  ],
  [
    'of which the batch promises a byte more',
    'wrong-size',
    async () => {
      const { sha256, bytes } = await studentPacket(2)
      return { sha256, bytes, promisedBytes: bytes.length + 1 }
    },
  ],
  ['signed by a neighbour', 'other-device', () => studentPacket(2, kiosks.neighbour)],
  ['signed by nobody known', 'bad-signature', () => studentPacket(2, kiosks.unknown)],
  ['for another school', 'wrong-school', () => studentPacket(2, kiosks.own, { school: '30300009' })],
  ['that is no archive', 'bad-archive', async () => named(Buffer.alloc(2_048, 3))],
  [
    'with a changed piece',
    'bad-piece',
    () => changedArchive((entries) => flipFirstByte(entries.find(({ name }) => name.startsWith('finger')))),
  ],
  ['with a changed manifest', 'bad-signature', () => changedArchive((entries) => flipFirstByte(entries[0]))],
  [
    'with a piece that does not open',
    'cannot-open',
    () => studentPacket(2, kiosks.own, { extra: [{ name: 'face.jpg.age', bytes: Buffer.from('not age') }] }),
  ],
  ['that says a known student anew', 'duplicate-id', () => studentPacket(1)],
]

test.each(refusals)(
  'a packet %s is refused as %s and the others are taken in',
  async (_what, reason, make) => {
    const [source, out] = [new MemoryDisk(), new MemoryDisk()]
    const first = await putBatch(source, [await studentPacket(1)])
    await takeIn(openDesk(out), source, first.directory)
    const bad = await make()
    const good = [await studentPacket(3), await studentPacket(4)]
    const second = await putBatch(source, [bad, ...good], { seq: 2, prev: first.hash })
    const taken = await takeIn(openDesk(out), source, second.directory)
    if (!taken.ok) throw new Error(taken.fault.kind)
    expect(taken.value.receipt.rejected).toEqual([{ sha256: bad.sha256, reason }])
    expect(taken.value.receipt.accepted).toEqual(good.map(({ sha256 }) => sha256).sort())
    const students = await out.list('student')
    expect(students.ok && students.value.map(({ name }) => name)).toEqual([1, 3, 4].map(studentId))
  },
)

// Everything that can be refused without a key is refused while the identity cannot even be used.
const judgedBefore = ['cannot-open', 'wrong-name', 'wrong-size']
const withoutOpening = refusals.filter(([, reason]) => !judgedBefore.includes(reason))

test.each(withoutOpening)(
  'a packet %s is refused as %s before anything is opened',
  async (_w, reason, make) => {
    const [source, out] = [new MemoryDisk(), new MemoryDisk()]
    const { directory } = await putBatch(source, [await studentPacket(1)])
    await takeIn(openDesk(out), source, directory)
    const before = out.files()
    const bad = await make()
    const batch = { device: kiosks.own.device, seq: 2, claimed: new Set<string>() }
    const checked = await checkPacket(openDesk(out), batch, bad.sha256, bad.bytes)
    expect(checked).toEqual({ ok: true, value: { verdict: reason } })
    expect(out.files()).toEqual(before)
  },
)

test('a packet that came in an earlier batch is refused as replayed, and stays stored once', async () => {
  const [source, out] = [new MemoryDisk(), new MemoryDisk()]
  const packet = await studentPacket(1)
  const first = await putBatch(source, [packet])
  await takeIn(openDesk(out), source, first.directory)
  const { 'audit/000001.audit': _, ...before } = out.files()
  const second = await putBatch(source, [packet, await studentPacket(2)], { seq: 2, prev: first.hash })
  const taken = await takeIn(openDesk(out), source, second.directory)
  const rejected = taken.ok && taken.value.receipt.rejected
  expect(rejected).toEqual([{ sha256: packet.sha256, reason: 'replayed' }])
  expect(out.files()).toMatchObject(before)
})

test('of two packets that say they are one visit the first in the list is taken', async () => {
  const [source, out] = [new MemoryDisk(), new MemoryDisk()]
  const two = [await studentPacket(1), await studentPacket(1)]
  const { batch, directory } = await putBatch(source, two)
  const taken = await takeIn(openDesk(out), source, directory)
  const [first, second] = batch.manifest.packets
  if (!taken.ok) throw new Error(taken.fault.kind)
  expect(taken.value.receipt.accepted).toEqual([first?.sha256])
  expect(taken.value.receipt.rejected).toEqual([{ sha256: second?.sha256, reason: 'duplicate-id' }])
})

test('a good packet does need the identity', async () => {
  const [source, out] = [new MemoryDisk(), new MemoryDisk()]
  const { directory } = await putBatch(source, [await studentPacket(2)])
  await expect(takeIn(openDesk(out, 'not an identity'), source, directory)).rejects.toThrow()
})
