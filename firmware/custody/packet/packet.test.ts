import { describe, expect, test } from 'vitest'
import { everySpoiling } from '../../../test/stand/every-spoiling.ts'
import { canonicalJson } from '../../core/canonical-json.ts'
import { sha256Hex } from '../../core/hash.ts'
import { deviceIdentity } from '../crypto/device-identity.ts'
import { createSigningKey } from '../crypto/signing-key.ts'
import { buildPacket, readPacket } from './packet.ts'
import { packUstar, readUstar } from './ustar.ts'

const key = createSigningKey({ bytes: (count) => new Uint8Array(count).fill(5) })
const { device } = deviceIdentity(key)
const facts = {
  id: '0190a000-0000-7000-8000-000000000001',
  device,
  school: '30300001',
  software: 'rekam 0.1.0',
  sensor: {
    maker: 'Grow',
    model: 'R503',
    serial: 'TWIN0001',
    firmware: '1.2',
    dpi: 508,
    bitDepth: 4 as const,
    certified: false,
  },
  camera: 'imx219',
  attendance: 'teacher' as const,
  time: { wallMs: 1_800_000_000_000, sinceBootMs: 1_000, boot: 1, trust: 'ntp' as const },
}
const pieces = [
  { name: 'person.json.age', bytes: Buffer.from('sealed person') },
  { name: 'visit.jsonl.age', bytes: Buffer.from('sealed visit') },
  { name: 'finger-02.png.age', bytes: Buffer.from('sealed finger') },
]
const known = (name: string) => (name === device ? key.publicKey : undefined)

test('a packet is read as it was built, under the hash of its bytes', () => {
  const { bytes, sha256 } = buildPacket(facts, pieces, key)
  const read = readPacket(bytes, known)
  if (!read.ok) throw new Error(read.fault.kind)
  expect(read.value.manifest).toMatchObject({ v: 1, ...facts })
  expect(read.value.pieces.map((piece) => [piece.name, Buffer.from(piece.bytes).toString()])).toEqual([
    ['person.json.age', 'sealed person'],
    ['visit.jsonl.age', 'sealed visit'],
    ['finger-02.png.age', 'sealed finger'],
  ])
  expect([read.value.sha256, sha256]).toEqual([sha256Hex(bytes), sha256Hex(bytes)])
})

test('the same content gives the same packet', () => {
  expect(buildPacket(facts, pieces, key)).toEqual(buildPacket({ ...facts }, [...pieces], key))
})

test('cut short at any byte, or with any bit flipped, it is refused', () => {
  for (const [how, spoiled] of everySpoiling(buildPacket(facts, pieces, key).bytes)) {
    const read = readPacket(spoiled, known)
    if (read.ok) throw new Error(`${how} went unnoticed`)
  }
})

test('a packet of an unknown kiosk, or signed by another, has a bad signature', () => {
  const { bytes } = buildPacket(facts, pieces, key)
  const other = createSigningKey({ bytes: (count) => new Uint8Array(count).fill(6) })
  expect(readPacket(bytes, () => undefined)).toEqual({ ok: false, fault: { kind: 'bad-signature' } })
  expect(readPacket(bytes, () => other.publicKey)).toEqual({ ok: false, fault: { kind: 'bad-signature' } })
})

test('pieces swapped, dropped, added or renamed are named', () => {
  const archive = readUstar(buildPacket(facts, pieces, key).bytes)
  if (!archive.ok) throw new Error('no archive')
  const [manifest, signature, person, visit, finger] = archive.value
  if (!manifest || !signature || !person || !visit || !finger) throw new Error('entries missing')
  const extra = { name: 'z.age', bytes: new Uint8Array(3) }
  const faultOf = (...entries: (typeof manifest)[]) => {
    const read = readPacket(packUstar(entries), known)
    return read.ok ? 'none' : read.fault
  }
  expect(faultOf(manifest, signature, person, visit, finger)).toBe('none')
  expect(faultOf(manifest, signature, finger, visit, person)).toEqual({
    kind: 'bad-piece',
    name: finger.name,
  })
  expect(faultOf(manifest, signature, person, visit)).toEqual({ kind: 'bad-piece', name: 'count' })
  expect(faultOf(manifest, signature, person, visit, finger, extra)).toEqual({
    kind: 'bad-piece',
    name: 'count',
  })
  const renamed = { ...finger, name: 'finger-03.png.age' }
  expect(faultOf(manifest, signature, person, visit, renamed)).toEqual({
    kind: 'bad-piece',
    name: renamed.name,
  })
  const swapped = [{ ...person, bytes: finger.bytes }, visit, finger] as const
  expect(faultOf(manifest, signature, ...swapped)).toEqual({ kind: 'bad-piece', name: person.name })
  expect(faultOf(signature, manifest, person, visit, finger)).toMatchObject({ kind: 'malformed' })
  expect(faultOf()).toMatchObject({ kind: 'malformed' })
})

describe('what the page does not allow is refused, however well it is signed', () => {
  const signed = (changes: object, names = pieces.map(({ name }) => name)) => {
    const entries = names.map((name) => ({ name, bytes: Buffer.from('sealed') }))
    const promised = entries.map(({ name, bytes }) => ({ name, bytes: 6, sha256: sha256Hex(bytes) }))
    const manifest = Buffer.from(canonicalJson({ v: 1, ...facts, pieces: promised, ...changes }))
    const signature = Buffer.from(key.sign('packet', manifest))
    // The archive takes no name twice; the manifest is what is looked at.
    const once = entries.filter(({ name }, at) => names.indexOf(name) === at)
    return packUstar([
      { name: 'packet.json', bytes: manifest },
      { name: 'packet.sig', bytes: signature },
      ...once,
    ])
  }
  const refusal = (...words: Parameters<typeof signed>) => {
    const read = readPacket(signed(...words), known)
    return read.ok ? 'none' : read.fault.kind
  }

  test('nothing of it is wrong otherwise', () => {
    expect(refusal({})).toBe('none')
  })

  test.each([
    ['the nil UUID', '00000000-0000-0000-0000-000000000000'],
    ['a random UUID', '9b2ae6a0-7a4b-4c53-9a06-5c80a1a7b0a1'],
    ['another variant', '0190a000-0000-7000-c000-000000000001'],
    ['upper case', '0190A000-0000-7000-8000-000000000001'],
  ])('%s as its id', (_, id) => {
    expect(refusal({ id })).toBe('malformed')
  })

  test.each([0, 250, 4_000])('%d dpi is taken', (dpi) => {
    expect(refusal({ sensor: { ...facts.sensor, dpi } })).toBe('none')
  })

  test.each([-1, 1, 249, 4_001, 70_000])('%d dpi is not', (dpi) => {
    expect(refusal({ sensor: { ...facts.sensor, dpi } })).toBe('malformed')
  })

  test.each(['virus.exe.age', 'index.html.age', 'record.an2.age', 'finger-11.png.age', 'finger-2.png.age'])(
    'a piece named %s',
    (name) => {
      expect(refusal({}, ['person.json.age', 'visit.jsonl.age', name])).toBe('malformed')
    },
  )

  test.each([
    ['no person', ['visit.jsonl.age', 'face.jpg.age']],
    ['no visit', ['person.json.age', 'face.jpg.age']],
    ['the same piece twice', ['person.json.age', 'visit.jsonl.age', 'face.jpg.age', 'face.jpg.age']],
    ['nothing', []],
  ])('%s', (_, names) => {
    expect(refusal({}, names)).toBe('malformed')
  })
})

test('a packet may name the zone of its school, and no other place', () => {
  const read = (zone: string) => readPacket(buildPacket({ ...facts, zone }, pieces, key).bytes, known)
  expect(read('Asia/Jayapura')).toMatchObject({ ok: true, value: { manifest: { zone: 'Asia/Jayapura' } } })
  expect(() => read('SMAN 1 Balangan')).toThrow(/zone/)
})

test('a personal value never gets into the clear manifest, nor into the message that says so', () => {
  const wrong = { ...facts, school: 'SMAN 1', nik: '6303001204100001' }
  expect(() => buildPacket(wrong, pieces, key)).toThrow(/nik/)
  expect(() => buildPacket(wrong, pieces, key)).not.toThrow(/6303001204100001|SMAN/)
})
