import { fingerPositions } from '../../firmware/core/finger-position.ts'
import { encodeGreyPng } from '../../firmware/custody/packet/grey-png.ts'
import type { PacketManifest } from '../../firmware/custody/packet/packet.ts'
import type { ArchiveEntry } from '../../firmware/custody/packet/ustar.ts'
import { kiosks, ownSchool, studentId } from './intake-stand.ts'
import { standJpeg, standPixels } from './record-stand.ts'

// 15 January 2027, half past four in London: past midnight in Balangan, not yet in Jakarta.
const time = {
  wallMs: Date.UTC(2027, 0, 15, 16, 30, 5),
  sinceBootMs: 60_000,
  boot: 1,
  trust: 'none' as const,
}

/** The fewest pieces that a packet may have, with a content that nobody opens. */
export const leastPieces = (sealed: string): ArchiveEntry[] =>
  ['person.json.age', 'visit.jsonl.age'].map((name) => ({ name, bytes: Buffer.from(sealed) }))

/** For tests: what everybody may read of a packet with `packetPieces` in it. */
export const packetManifest: PacketManifest = {
  v: 1,
  id: studentId(7),
  device: kiosks.own.device,
  school: ownSchool,
  software: 'rekam',
  sensor: { maker: 'Grow', model: 'R503', serial: '', firmware: '', dpi: 508, bitDepth: 4, certified: false },
  camera: 'none',
  attendance: 'teacher',
  time,
  pieces: leastPieces('').map(({ name }) => ({ name, bytes: 1, sha256: 'a'.repeat(64) })),
}

export const packetPerson = {
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
export const pngName = (position: number) => `finger-${String(position).padStart(2, '0')}.png`

/** The opened pieces of one whole visit, six fingers pressed and four not; `changes` replaces or removes. */
export function packetPieces(changes: Readonly<Record<string, Uint8Array | undefined>> = {}): ArchiveEntry[] {
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
      // One that would not do, and was kept all the same.
      ...(position === 3 ? { attempts: 5, score: 31, weak: true } : { attempts: 2, score: 71 }),
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
    'person.json': Buffer.from(JSON.stringify(packetPerson)),
    'visit.jsonl': Buffer.from(journal.map((entry) => `${JSON.stringify(entry)}\n`).join('')),
    'face.jpg': standJpeg(720, 960),
    'signature.png': encodeGreyPng(2, 2, new Uint8Array(4)),
  }
  for (const position of pressed)
    files[pngName(position)] = encodeGreyPng(19, 19, standPixels(position, 361), 508)
  return Object.entries({ ...files, ...changes }).flatMap(([name, bytes]) => (bytes ? [{ name, bytes }] : []))
}
