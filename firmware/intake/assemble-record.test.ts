import { identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { MemoryDisk } from '../../sim/disk/memory-disk.ts'
import {
  kiosks,
  openDesk,
  ownSchool,
  putBatch,
  registryIdentity,
  studentId,
  takeIn,
} from '../../test/stand/intake-stand.ts'
import { standJpeg, standPixels } from '../../test/stand/record-stand.ts'
import { fingerPositions } from '../base/finger-position.ts'
import { encodeGreyPng } from '../record/grey-png.ts'
import { buildPacket, type PacketManifest } from '../record/packet.ts'
import { readStudentRecord } from '../record/read-student-record.ts'
import type { ReadRecord } from '../record/read-tagged-record.ts'
import type { ArchiveEntry } from '../record/ustar.ts'
import { sealToRecipients } from '../seal/age-file.ts'
import { assembleRecord } from './assemble-record.ts'

// 15 January 2027, half past four in London: past midnight in Balangan, not yet in Jakarta.
const time = {
  wallMs: Date.UTC(2027, 0, 15, 16, 30, 5),
  sinceBootMs: 60_000,
  boot: 1,
  trust: 'none' as const,
}
const manifest: PacketManifest = {
  v: 1,
  id: studentId(7),
  device: kiosks.own.device,
  school: ownSchool,
  software: 'rekam',
  sensor: { maker: 'Grow', model: 'R503', serial: '', firmware: '', dpi: 508, bitDepth: 4, certified: false },
  camera: 'none',
  attendance: 'teacher',
  time,
  pieces: [],
}
const person = {
  v: 1,
  pid: 'p',
  nik: '6311064511090001',
  name: 'SITI AMINAH',
  birthDate: '2009-11-05',
  sex: 'P',
  className: 'XI',
  consentRef: 'c',
}
const absent = { 4: 'missing', 5: 'bandaged', 9: 'unreadable', 10: 'declined' } as const
const pngName = (position: number) => `finger-${String(position).padStart(2, '0')}.png`
const json = (value: unknown) => Buffer.from(JSON.stringify(value))

function pieces(changes: Readonly<Record<string, Uint8Array | undefined>> = {}): ArchiveEntry[] {
  const pressed = fingerPositions.filter((position) => !(position in absent))
  const journal = [
    { type: 'opened', pid: 'p', ticket: 'A1', at: time },
    { type: 'kept', piece: 'face', attempts: 1, at: time },
    // Pressed for another finger at first, taken back, pressed again.
    { type: 'kept', piece: 'finger-1', attempts: 3, score: 12, weak: true, at: time },
    { type: 'reopened', position: 1, at: time },
    ...pressed.map((position) => ({
      type: 'kept',
      piece: `finger-${position}`,
      attempts: 2,
      score: 71,
      at: time,
    })),
    ...Object.entries(absent).map(([position, reason]) => ({
      type: 'exception',
      position: Number(position),
      reason,
      at: time,
    })),
  ]
  const files: Record<string, Uint8Array | undefined> = {
    'person.json': json(person),
    'visit.jsonl': Buffer.from(journal.map((entry) => `${JSON.stringify(entry)}\n`).join('')),
    'face.jpg': standJpeg(720, 960),
    'signature.png': encodeGreyPng(2, 2, new Uint8Array(4)),
  }
  for (const position of pressed)
    files[pngName(position)] = encodeGreyPng(19, 19, standPixels(position, 361), 508)
  return Object.entries({ ...files, ...changes }).flatMap(([name, bytes]) => (bytes ? [{ name, bytes }] : []))
}

function read(bytes: Uint8Array): readonly ReadRecord[] {
  const records = readStudentRecord(bytes)
  if (!records.ok) throw new Error(JSON.stringify(records.fault))
  return records.value
}

const value = (record: ReadRecord | undefined, field: number) =>
  record?.fields.find((one) => one.field === field)?.value

async function admit(given: readonly ArchiveEntry[]) {
  const recipient = await identityToRecipient(registryIdentity)
  const sealed = given.map(async ({ name, bytes }) => ({
    name: `${name}.age`,
    bytes: await sealToRecipients([recipient], bytes),
  }))
  const { v: _, pieces: __, ...facts } = manifest
  const packet = buildPacket(facts, await Promise.all(sealed), kiosks.own.key)
  const [source, out] = [new MemoryDisk(), new MemoryDisk()]
  const { directory } = await putBatch(source, [packet])
  const taken = await takeIn(openDesk(out), source, directory)
  const accepted = taken.ok ? taken.value.receipt.accepted : []
  const kept = async (name: string) => {
    const found = await out.read(`student/${manifest.id}/${name}`)
    return found.ok ? Buffer.from(found.value) : undefined
  }
  return { accepted, kept }
}

test('a packet that is taken in leaves one record with every image byte for byte', async () => {
  const given = pieces()
  const { accepted, kept } = await admit(given)
  expect(accepted.length).toBe(1)
  const [head, who, face, ...fingers] = read((await kept('record.an2')) ?? Buffer.alloc(0))
  expect([value(head, 5), value(head, 14)]).toEqual(['20270116', '20270115163005Z'])
  expect([4, 7, 8, 9].map((field) => value(head, field))).toEqual([
    'ENRL',
    'DUKCAPIL',
    'REKAM',
    '0190a000000070008000000000000007',
  ])
  expect(who?.fields.slice(2).map((one) => [one.field, one.value])).toEqual([
    [3, '6311064511090001'],
    [5, 'SITI AMINAH'],
    [6, '20091105'],
    [8, 'P'],
  ])
  expect(await kept('face.jpg')).toEqual(Buffer.from(face?.data ?? []))
  expect(fingers.map((one) => Number(value(one, 13)))).toEqual([...fingerPositions])
  for (const finger of fingers) {
    const png = await kept(pngName(Number(value(finger, 13))))
    expect(png).toEqual(finger.data && Buffer.from(finger.data))
    expect([value(finger, 5), value(finger, 30)]).toEqual(['20270116', 'ASSISTED'])
    expect(value(finger, 9)).toBe(png && '508')
  }
  expect(value(fingers[0], 20)).toBe('Sensor R503, 4 bit, not certified, 2 presses, Rekam score 71')
  expect(fingers.flatMap((one) => value(one, 18) ?? [])).toEqual([
    '4\x1fXX',
    '5\x1fUP',
    '9\x1fUP',
    '10\x1fUP',
  ])
  expect(value(fingers[8], 20)).toBe('unreadable')
  expect(await kept('record-refused.json')).toBeUndefined()
})

test('an unattended kiosk says so, and the office may name sender, receiver and purpose', () => {
  const route = { purpose: 'TEST', destination: 'OFFICE', origin: 'SCHOOLS' }
  const record = assembleRecord({ ...manifest, attendance: 'none' }, pieces(), route)
  const [head, , face] = read(record.ok ? record.value : Buffer.alloc(0))
  expect([4, 7, 8].map((field) => value(head, field))).toEqual(['TEST', 'OFFICE', 'SCHOOLS'])
  expect(value(face, 30)).toBe('UNATTENDED')
})

test('the same packet gives the same record', () => {
  expect(assembleRecord(manifest, pieces())).toEqual(assembleRecord(manifest, pieces()))
})

const noRecord: readonly [string, Readonly<Record<string, Uint8Array | undefined>>, object][] = [
  ['no photo', { 'face.jpg': undefined }, { kind: 'no-piece', name: 'face.jpg' }],
  [
    'a photo that is no baseline JPEG',
    { 'face.jpg': Buffer.from('x') },
    { kind: 'bad-piece', name: 'face.jpg' },
  ],
  ['no journal', { 'visit.jsonl': undefined }, { kind: 'no-piece', name: 'visit.jsonl' }],
  [
    'a torn journal',
    { 'visit.jsonl': Buffer.from('{"type":"kept"}\n') },
    { kind: 'bad-piece', name: 'visit.jsonl' },
  ],
  ['a person without a name', { 'person.json': json({}) }, { kind: 'bad-piece', name: 'person.json' }],
  [
    'a name with a separator in it',
    { 'person.json': json({ ...person, name: 'A\x1d2.003:1' }) },
    { kind: 'bad-piece', name: 'person.json' },
  ],
  ['a finger lost without a reason', { [pngName(2)]: undefined }, { kind: 'no-finger', position: 2 }],
  [
    'a finger that is no grey PNG',
    { [pngName(2)]: Buffer.from('x') },
    { kind: 'bad-piece', name: pngName(2) },
  ],
  [
    'a finger that the journal does not know',
    { [pngName(4)]: encodeGreyPng(1, 1, new Uint8Array(1)) },
    { kind: 'bad-piece', name: pngName(4) },
  ],
]

test.each(noRecord)(
  'a packet with %s is kept whole, with the reason for no record',
  async (_what, change, reason) => {
    const given = pieces(change)
    const { accepted, kept } = await admit(given)
    expect(accepted.length).toBe(1)
    expect(await kept('record.an2')).toBeUndefined()
    expect(JSON.parse(String(await kept('record-refused.json')))).toEqual({ v: 1, reason })
    for (const { name, bytes } of given) expect(await kept(name)).toEqual(Buffer.from(bytes))
  },
)

test('dates and densities that no record can write are reasons, not crashes', () => {
  const late = { ...time, wallMs: Number.MAX_SAFE_INTEGER }
  expect(assembleRecord({ ...manifest, time: late }, pieces())).toEqual({
    ok: false,
    fault: { kind: 'bad-clock' },
  })
  const dense = { ...manifest, sensor: { ...manifest.sensor, dpi: 100_000 } }
  expect(assembleRecord(dense, pieces())).toEqual({ ok: false, fault: { kind: 'bad-dpi' } })
})
