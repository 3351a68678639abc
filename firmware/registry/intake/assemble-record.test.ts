import { identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'

import { decodeCbeff } from '../../../test/cbeff-decoder.ts'
import { kiosks, openDesk, putBatch, registryIdentity, takeIn } from '../../../test/stand/intake-stand.ts'
import { packetManifest, packetPerson, packetPieces, pngName } from '../../../test/stand/packet-pieces.ts'

import { fingerPositions } from '../../core/finger-position.ts'
import { sealToRecipients } from '../../custody/crypto/age-file.ts'
import { encodeGreyPng } from '../../custody/packet/grey-png.ts'
import { buildPacket } from '../../custody/packet/packet.ts'
import type { ArchiveEntry } from '../../custody/packet/ustar.ts'
import { readStudentRecord } from '../record/read-student-record.ts'
import type { ReadRecord } from '../record/read-tagged-record.ts'
import { assembleRecord } from './assemble-record.ts'
import { openStudent } from './open-student.ts'

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
  const { v: _, pieces: __, ...facts } = packetManifest
  const packet = buildPacket(facts, await Promise.all(sealed), kiosks.own.key)
  const [source, out] = [new MemoryDisk(), new MemoryDisk()]
  const { directory } = await putBatch(source, [packet])
  const taken = await takeIn(openDesk(out), source, directory)
  const accepted = taken.ok ? taken.value.receipt.accepted : []
  const kept = async (name: string) => {
    const found = await out.read(`student/${packetManifest.id}/${name}`)
    return found.ok ? Buffer.from(found.value) : undefined
  }
  return { accepted, kept }
}

test('a packet that is taken in leaves one record with every image byte for byte', async () => {
  const given = packetPieces()
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
    [9, expect.stringMatching(/^[0-9a-f]{64}$/)],
    [10, '10'],
  ])
  expect(await kept('face.jpg')).toEqual(Buffer.from(face?.data ?? []))
  expect(fingers.map((one) => Number(value(one, 13)))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  for (const finger of fingers) {
    const png = await kept(pngName(Number(value(finger, 13))))
    expect(png).toEqual(finger.data && Buffer.from(finger.data))
    expect([value(finger, 5), value(finger, 30)]).toEqual(['20270116', 'ASSISTED'])
    expect(value(finger, 9)).toBe(png && '508')
  }
  expect(value(fingers[0], 20)).toBe('Sensor R503, 4 bit, not certified, 2 presses, Rekam score 71')
  const amputations = fingers.map((one) => [value(one, 18), value(one, 20)])
  expect([3, 4, 8].map((at) => amputations[at])).toEqual([
    ['4\x1fUP', 'missing'],
    ['5\x1fUP', 'bandaged'],
    ['9\x1fUP', 'unreadable'],
  ])
  expect(amputations.filter(([code]) => code).length).toBe(3)
  expect(await kept('record-refused.json')).toBeUndefined()
})

test('an unattended kiosk says so, and the office may name sender, receiver and purpose', () => {
  const route = { purpose: 'TEST', destination: 'OFFICE', origin: 'SCHOOLS' }
  const record = assembleRecord({ ...packetManifest, attendance: 'none' }, packetPieces(), route)
  const [head, , face] = read(record.ok ? record.value : Buffer.alloc(0))
  expect([4, 7, 8].map((field) => value(head, field))).toEqual(['TEST', 'OFFICE', 'SCHOOLS'])
  expect(value(face, 30)).toBe('UNATTENDED')
})

test.each([
  ['Asia/Jakarta', '20270115'],
  ['Asia/Jayapura', '20270116'],
  // A kiosk of 0.2.0, which names no zone.
  [undefined, '20270116'],
])('every day is that of a school in %s, and the moment is in UTC', (zone, day) => {
  const record = assembleRecord({ ...packetManifest, ...(zone && { zone }) }, packetPieces())
  const records = read(record.ok ? record.value : Buffer.alloc(0))
  const days = records.filter(({ type }) => type !== 2).map((one) => value(one, 5))
  expect(new Set(days)).toEqual(new Set([day]))
  expect(value(records[0], 14)).toBe('20270115163005Z')
})

test('who could not sign has the same record', () => {
  const unsigned = packetPieces({ 'signature.png': undefined })
  expect(assembleRecord(packetManifest, unsigned)).toEqual(assembleRecord(packetManifest, packetPieces()))
})

test('the same packet gives the same record', () => {
  expect(assembleRecord(packetManifest, packetPieces())).toEqual(
    assembleRecord(packetManifest, packetPieces()),
  )
})

test('as CBEFF it has the same images, what each one took, and empty places for the fingers without one', () => {
  const pieces = packetPieces()
  const record = assembleRecord(packetManifest, pieces, undefined, 'cbeff')
  const [face, ...fingers] = decodeCbeff(record.ok ? record.value : Buffer.alloc(0))
  const imageOf = (name: string) => Buffer.from(pieces.find((piece) => piece.name === name)?.bytes ?? [])
  expect(face?.record?.image).toEqual(imageOf('face.jpg'))
  expect(face?.others).toEqual({ EXCEPTION: 'false', RETRIES: '1', FORCE_CAPTURED: 'false' })
  expect(fingers.map(({ created }) => created)).toEqual(fingerPositions.map(() => '2027-01-15T16:30:05.000Z'))
  for (const [at, finger] of fingers.entries()) {
    expect(finger.record?.image ?? Buffer.alloc(0)).toEqual(imageOf(pngName(at + 1)))
    expect(finger.record?.fields['technology']).toBe(finger.record && 0x0e)
  }
  const efforts = fingers.map(({ others, score }) => [others['RETRIES'], score, others['FORCE_CAPTURED']])
  expect(efforts.slice(0, 4)).toEqual([
    ['2', '71', 'false'],
    ['2', '71', 'false'],
    ['5', '31', 'true'],
    ['0', undefined, 'false'],
  ])
  const absent = fingers.flatMap(({ others }, at) =>
    others['EXCEPTION'] === 'true' ? [[at + 1, others['EXCEPTION_REASON']]] : [],
  )
  expect(absent).toEqual([
    [4, 'missing'],
    [5, 'bandaged'],
    [9, 'unreadable'],
    [10, 'declined'],
  ])
  expect(assembleRecord(packetManifest, packetPieces(), undefined, 'cbeff')).toEqual(record)
})

test.each([
  ['R503', 0x0e],
  ['AS608', 0x04],
  ['GT-521F52', 0x04],
  ['something else', 0],
])('a sensor called %s takes its images with technology %i', (model, technology) => {
  const manifest = { ...packetManifest, sensor: { ...packetManifest.sensor, model } }
  const record = assembleRecord(manifest, packetPieces(), undefined, 'cbeff')
  const [, finger] = decodeCbeff(record.ok ? record.value : Buffer.alloc(0))
  expect(finger?.record?.fields['technology']).toBe(technology)
})

const noRecord: readonly [string, Readonly<Record<string, Uint8Array | undefined>>, object][] = [
  ['no photo', { 'face.jpg': undefined }, { kind: 'no-piece', name: 'face.jpg' }],
  [
    'a photo that is no baseline JPEG',
    { 'face.jpg': Buffer.from('x') },
    { kind: 'bad-piece', name: 'face.jpg' },
  ],
  [
    'a torn journal',
    { 'visit.jsonl': Buffer.from('{"type":"kept"}\n') },
    { kind: 'bad-piece', name: 'visit.jsonl' },
  ],
  [
    'a person without a name',
    { 'person.json': Buffer.from('{}') },
    { kind: 'bad-piece', name: 'person.json' },
  ],
  [
    'a name with a separator in it',
    { 'person.json': Buffer.from(JSON.stringify({ ...packetPerson, name: 'A\x1d2.003:1' })) },
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
    const given = packetPieces(change)
    const { accepted, kept } = await admit(given)
    expect(accepted.length).toBe(1)
    expect(await kept('record.an2')).toBeUndefined()
    expect(JSON.parse(String(await kept('record-refused.json')))).toEqual({ v: 1, reason })
    for (const { name, bytes } of given) expect(await kept(name)).toEqual(Buffer.from(bytes))
  },
)

test('a packet of a sensor that MOSIP does not take leaves the reason in place of its record', async () => {
  const recipient = await identityToRecipient(registryIdentity)
  const sealed = packetPieces().map(async ({ name, bytes }) => ({
    name: `${name}.age`,
    bytes: await sealToRecipients([recipient], bytes),
  }))
  const manifest = { ...packetManifest, sensor: { ...packetManifest.sensor, dpi: 450 } }
  const task = {
    identities: [registryIdentity],
    manifest,
    pieces: await Promise.all(sealed),
    route: undefined,
    format: 'mosip' as const,
  }
  const opened = await openStudent(task, async () => ({
    decodeJpeg: () => ({ widthPx: 720, heightPx: 960, channels: 3, pixels: new Uint8Array() }),
    decodePng: () => undefined,
    encodeLossless: () => new Uint8Array(),
  }))
  const files = opened.ok ? opened.value : []
  expect(files.map(({ name }) => name)).toEqual([
    ...packetPieces().map(({ name }) => name),
    'record-refused.json',
  ])
  const reason = { kind: 'mosip-dpi', dpi: 450 }
  expect(JSON.parse(Buffer.from(files.at(-1)?.bytes ?? []).toString())).toEqual({ v: 1, reason })
})

test('dates and densities that no record can write are reasons, not crashes', () => {
  const late = { ...packetManifest.time, wallMs: Number.MAX_SAFE_INTEGER }
  expect(assembleRecord({ ...packetManifest, time: late }, packetPieces())).toEqual({
    ok: false,
    fault: { kind: 'bad-clock' },
  })
  for (const dpi of [0, 100_000]) {
    const sensor = { ...packetManifest.sensor, dpi }
    expect(assembleRecord({ ...packetManifest, sensor }, packetPieces())).toEqual({
      ok: false,
      fault: { kind: 'bad-dpi' },
    })
  }
})

test('a folder without its visit makes no record, and the visit is named', () => {
  const fault = { kind: 'no-piece', name: 'visit.jsonl' }
  expect(assembleRecord(packetManifest, packetPieces({ 'visit.jsonl': undefined }))).toMatchObject({ fault })
})
