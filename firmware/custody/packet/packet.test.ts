import { expect, test } from 'vitest'
import { everySpoiling } from '../../../test/stand/every-spoiling.ts'
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
  const [manifest, signature, person, finger] = archive.value
  if (!manifest || !signature || !person || !finger) throw new Error('entries missing')
  const extra = { name: 'z.age', bytes: new Uint8Array(3) }
  const faultOf = (...entries: (typeof manifest)[]) => {
    const read = readPacket(packUstar(entries), known)
    return read.ok ? 'none' : read.fault
  }
  expect(faultOf(manifest, signature, person, finger)).toBe('none')
  expect(faultOf(manifest, signature, finger, person)).toEqual({ kind: 'bad-piece', name: finger.name })
  expect(faultOf(manifest, signature, person)).toEqual({ kind: 'bad-piece', name: 'count' })
  expect(faultOf(manifest, signature, person, finger, extra)).toEqual({ kind: 'bad-piece', name: 'count' })
  const renamed = { ...finger, name: 'finger-03.png.age' }
  expect(faultOf(manifest, signature, person, renamed)).toEqual({ kind: 'bad-piece', name: renamed.name })
  const swapped = [{ ...person, bytes: finger.bytes }, finger] as const
  expect(faultOf(manifest, signature, ...swapped)).toEqual({ kind: 'bad-piece', name: person.name })
  expect(faultOf(signature, manifest, person, finger)).toMatchObject({ kind: 'malformed' })
  expect(faultOf()).toMatchObject({ kind: 'malformed' })
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
