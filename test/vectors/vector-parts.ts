import { readFileSync } from 'node:fs'
import { canonicalJson, type Json } from '../../firmware/core/canonical-json.ts'
import { sha256Hex } from '../../firmware/core/hash.ts'
import type { SignedKind } from '../../firmware/custody/crypto/signing-key.ts'
import type { PacketManifest } from '../../firmware/custody/packet/packet.ts'
import { type ArchiveEntry, packUstar } from '../../firmware/custody/packet/ustar.ts'
import { kiosks, ownSchool, studentId } from '../stand/intake-stand.ts'

export const vectorFolder = new URL('../../firmware/custody/vectors/', import.meta.url)

/** Pieces that were sealed once, for the identity in the index: age never gives the same bytes twice. */
export const sealedPieces: readonly ArchiveEntry[] = [
  'person.json.age',
  'visit.jsonl.age',
  'face.jpg.age',
  'finger-02.png.age',
].map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(`sealed/${name}`, vectorFolder))) }))

const time = { wallMs: 1_800_000_000_000, sinceBootMs: 60_000, boot: 3, trust: 'none' as const }

/** The packet of the page's example, with pieces that open. */
export const wholeManifest = (pieces: readonly ArchiveEntry[] = sealedPieces): PacketManifest => ({
  v: 1,
  id: studentId(1),
  device: kiosks.own.device,
  school: ownSchool,
  software: 'rekam 0.2.0',
  sensor: {
    maker: 'Grow',
    model: 'R503',
    serial: '',
    firmware: '1.4',
    dpi: 508,
    bitDepth: 4,
    certified: false,
  },
  camera: 'imx219',
  attendance: 'teacher',
  time,
  pieces: pieces.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Hex(bytes) })),
})

export const text = (value: unknown): Buffer => Buffer.from(canonicalJson(value as Json))

export const sign = (bytes: Uint8Array, kind: SignedKind = 'packet', by = kiosks.own): string =>
  by.key.sign(kind, bytes)

/** A packet of any manifest, whole or not, that its kiosk has signed. */
export function packetOf(
  manifest: Uint8Array,
  pieces: readonly ArchiveEntry[] = sealedPieces,
  signature: string = sign(manifest),
): Uint8Array {
  return packUstar([
    { name: 'packet.json', bytes: manifest },
    { name: 'packet.sig', bytes: Buffer.from(signature, 'latin1') },
    ...pieces,
  ])
}

/** A packet whose manifest differs in these members. */
export function changed(changes: object): Uint8Array {
  return packetOf(text({ ...wholeManifest(), ...changes }))
}

/** A packet whose manifest is spelled in another way. */
export function respelled(change: (manifest: string) => string): Uint8Array {
  return packetOf(Buffer.from(change(text(wholeManifest()).toString())))
}

/** A packet with these pieces, promised as they are. */
export function withPieces(...names: readonly string[]): Uint8Array {
  const pieces = names.map((name) => ({ name, bytes: sealedPieces[0]?.bytes ?? new Uint8Array() }))
  // An archive takes no name twice: the second one is put in by its length.
  const once = pieces.filter(({ name }, at) => names.indexOf(name) === at)
  return packetOf(text(wholeManifest(pieces)), once)
}

/** An archive whose first header has other bytes at a place; its checksum is right again. */
export function withHeader(offset: number, bytes: string): Uint8Array {
  const archive = Buffer.from(packetOf(text(wholeManifest())))
  archive.write(bytes, offset, 'latin1')
  archive.write('        ', 148, 'latin1')
  const sum = archive.subarray(0, 512).reduce((total, byte) => total + byte, 0)
  archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return archive
}
