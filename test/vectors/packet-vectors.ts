import { kiosks, otherSchool, studentId } from '../stand/intake-stand.ts'
import {
  changed,
  packetOf,
  respelled,
  sealedPieces,
  sign,
  text,
  wholeManifest,
  withHeader,
  withPieces,
} from './vector-parts.ts'

/** A packet, and the reason for which a registry refuses it; `accepted` for none. */
export type PacketVector = readonly [name: string, verdict: string, bytes: () => Uint8Array]

const whole = () => packetOf(text(wholeManifest()))
const manifest = () => text(wholeManifest())
const sensor = wholeManifest([]).sensor
const [person, visit, face, finger] = sealedPieces
const flipped = (bytes: Uint8Array, at: number) => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

const good: readonly PacketVector[] = [
  ['whole', 'accepted', whole],
  ['no reader answered', 'accepted', () => changed({ sensor: { ...sensor, dpi: 0 } })],
  ['a zone is named', 'accepted', () => changed({ zone: 'Asia/Jayapura' })],
  ['letters beyond the first plane', 'accepted', () => changed({ camera: 'kamera 😀' })],
  [
    'person and visit alone',
    'accepted',
    () => packetOf(text(wholeManifest(sealedPieces.slice(0, 2))), sealedPieces.slice(0, 2)),
  ],
]

const badArchive: readonly PacketVector[] = [
  ['no archive at all', 'bad-archive', () => Buffer.alloc(2_048, 0x33)],
  ['cut off in the last block', 'bad-archive', () => whole().subarray(0, -1)],
  ['one block of zeros at the end', 'bad-archive', () => whole().subarray(0, -512)],
  ['a third block of zeros', 'bad-archive', () => Buffer.concat([whole(), Buffer.alloc(512)])],
  ['mode 0600', 'bad-archive', () => withHeader(100, '0000600\0')],
  ['an owner', 'bad-archive', () => withHeader(108, '0001750\0')],
  ['a time', 'bad-archive', () => withHeader(136, '14553247400\0')],
  ['a link', 'bad-archive', () => withHeader(156, '2')],
  ['a prefix', 'bad-archive', () => withHeader(345, 'x')],
  ['a name in upper case', 'bad-archive', () => withHeader(0, 'PACKET.JSON')],
  ['a checksum that is not its own', 'bad-archive', () => flipped(whole(), 149)],
  ['something in the padding', 'bad-archive', () => flipped(whole(), 512 + manifest().length)],
]

const malformed: readonly PacketVector[] = [
  ['signature before manifest', 'malformed', () => swapped()],
  ['names no kiosk', 'malformed', () => changed({ device: undefined })],
  ['not JSON', 'malformed', () => respelled((json) => json.slice(0, -1))],
  ['blanks', 'malformed', () => respelled((json) => json.replace('"v":1', '"v": 1'))],
  ['a line end', 'malformed', () => respelled((json) => `${json}\n`)],
  [
    'members out of order',
    'malformed',
    () => respelled((json) => `{"v":1,${json.slice(1).replace(',"v":1', '')}`),
  ],
  ['a member twice', 'malformed', () => respelled((json) => json.replace('"v":1', '"v":1,"v":1'))],
  ['a member that the page does not name', 'malformed', () => changed({ note: 'x' })],
  ['a member that is missing', 'malformed', () => changed({ camera: undefined })],
  ['1.0 for 1', 'malformed', () => respelled((json) => json.replace('"boot":3', '"boot":3.0'))],
  ['6e4 for 60000', 'malformed', () => respelled((json) => json.replace('60000', '6e4'))],
  ['minus zero', 'malformed', () => respelled((json) => json.replace('"boot":3', '"boot":-0'))],
  [
    'a number beyond 2^53',
    'malformed',
    () => respelled((json) => json.replace('"boot":3', '"boot":9007199254740993')),
  ],
  ['a letter as an escape', 'malformed', () => respelled((json) => json.replace('imx219', '\\u0069mx219'))],
  ['half a surrogate pair', 'malformed', () => respelled((json) => json.replace('imx219', '\\ud83d'))],
  ['the nil UUID', 'malformed', () => changed({ id: '00000000-0000-0000-0000-000000000000' })],
  ['a UUID of version 4', 'malformed', () => changed({ id: '9b2ae6a0-7a4b-4c53-9a06-5c80a1a7b0a1' })],
  ['a UUID in upper case', 'malformed', () => changed({ id: '0190A000-0000-7000-8000-000000000001' })],
  ['a school of seven digits', 'malformed', () => changed({ school: '3030000' })],
  ['249 dpi', 'malformed', () => changed({ sensor: { ...sensor, dpi: 249 } })],
  ['4001 dpi', 'malformed', () => changed({ sensor: { ...sensor, dpi: 4_001 } })],
  ['5 bits', 'malformed', () => changed({ sensor: { ...sensor, bitDepth: 5 } })],
  ['a zone that is none', 'malformed', () => changed({ zone: 'Balangan' })],
  ['no person', 'malformed', () => withPieces('visit.jsonl.age', 'face.jpg.age')],
  ['no visit', 'malformed', () => withPieces('person.json.age', 'face.jpg.age')],
  ['a piece twice', 'malformed', () => withPieces('person.json.age', 'visit.jsonl.age', 'visit.jsonl.age')],
  [
    'a piece of another name',
    'malformed',
    () => withPieces('person.json.age', 'visit.jsonl.age', 'record.an2.age'),
  ],
  [
    'an eleventh finger',
    'malformed',
    () => withPieces('person.json.age', 'visit.jsonl.age', 'finger-11.png.age'),
  ],
]

const badSignature: readonly PacketVector[] = [
  ['signed by a neighbour', 'bad-signature', () => signedAs(sign(manifest(), 'packet', kiosks.neighbour))],
  ['by a kiosk that nobody knows', 'bad-signature', () => changedBy(kiosks.unknown)],
  ['signed as a batch', 'bad-signature', () => signedAs(sign(manifest(), 'batch'))],
  ['no line end after the signature', 'bad-signature', () => signedAs(sign(manifest()).trimEnd())],
  ['CR and LF after the signature', 'bad-signature', () => signedAs(`${sign(manifest()).trimEnd()}\r\n`)],
  ['base64 without padding', 'bad-signature', () => signedAs(sign(manifest()).replace('==', ''))],
  ['base64 with other last bits', 'bad-signature', () => signedAs(otherLastBits(sign(manifest())))],
  ['a bit of the manifest flipped', 'bad-signature', () => flipped(whole(), 512 + 20)],
]

const others: readonly PacketVector[] = [
  ['a version to come', 'unknown-version', () => changed({ v: 2 })],
  ['a version to come, of another shape', 'unknown-version', () => changed({ v: 2, zones: [] })],
  ['a piece changed', 'bad-piece', () => flipped(whole(), whole().length - 1_024 - 600)],
  [
    'two pieces swapped',
    'bad-piece',
    () =>
      packetOf(
        manifest(),
        [visit, person, face, finger].flatMap((one) => one ?? []),
      ),
  ],
  ['a piece left out', 'bad-piece', () => packetOf(manifest(), sealedPieces.slice(0, -1))],
  [
    'a piece too many',
    'bad-piece',
    () => packetOf(manifest(), [...sealedPieces, { name: 'signature.png.age', bytes: Buffer.from('x') }]),
  ],
  ['another kiosk of the registry', 'other-device', () => changedBy(kiosks.neighbour)],
  ['another school', 'wrong-school', () => changed({ school: otherSchool })],
  ['a piece that is no age file', 'cannot-open', () => notSealed()],
]

export const packetVectors = [...good, ...badArchive, ...malformed, ...badSignature, ...others]

function signedAs(signature: string): Uint8Array {
  return packetOf(manifest(), sealedPieces, signature)
}

function changedBy(by: typeof kiosks.own): Uint8Array {
  const bytes = text({ ...wholeManifest(), id: studentId(2), device: by.device })
  return packetOf(bytes, sealedPieces, sign(bytes, 'packet', by))
}

function swapped(): Uint8Array {
  const archive = Buffer.from(whole())
  const blocks = (bytes: number) => 512 + Math.ceil(bytes / 512) * 512
  const [first, second] = [blocks(manifest().length), blocks(89)]
  const parts = [archive.subarray(first, first + second), archive.subarray(0, first)]
  return Buffer.concat([...parts, archive.subarray(first + second)])
}

// The last letter before the padding holds four bits that no byte needs.
function otherLastBits(signature: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const last = alphabet.indexOf(signature[85] ?? '')
  return `${signature.slice(0, 85)}${alphabet[last + 1]}${signature.slice(86)}`
}

function notSealed(): Uint8Array {
  const pieces = [
    ...sealedPieces.slice(0, 3),
    { name: 'finger-02.png.age', bytes: Buffer.from('no age file') },
  ]
  return packetOf(text(wholeManifest(pieces)), pieces)
}
