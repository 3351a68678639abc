import { sha256Hex } from '../../firmware/core/hash.ts'
import { noPreviousBatch } from '../../firmware/custody/chain/batch.ts'
import { merkleRoot } from '../../firmware/custody/chain/merkle-root.ts'
import type { PacketManifest } from '../../firmware/custody/packet/packet.ts'
import type { SeededRandom } from '../../sim/random/seeded-random.ts'
import { kiosks, studentId } from '../stand/intake-stand.ts'
import { packetOf, sealedPieces, sign, text, wholeManifest } from './vector-parts.ts'

type Tree = Record<string, unknown>

/** Values that no member of a packet or of a batch may have. */
const junk: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e300,
  2 ** 53,
  '',
  '\u0000',
  'x'.repeat(300),
  [],
  {},
  [[]],
  '../../etc/passwd',
  '\ud800',
  '0x1',
]

/** Members in which one of the junk values is a lawful one. */
const lawful: Readonly<Record<string, readonly unknown[]>> = {
  software: ['', '\u0000', '../../etc/passwd', '0x1'],
  maker: ['', '\u0000', '../../etc/passwd', '0x1'],
  model: ['', '\u0000', '../../etc/passwd', '0x1'],
  serial: ['', '\u0000', '../../etc/passwd', '0x1'],
  firmware: ['', '\u0000', '../../etc/passwd', '0x1'],
  camera: ['', '\u0000', '../../etc/passwd', '0x1'],
  certified: [true],
  wallMs: [-1],
}

// A spelling of its own: canonical JSON does not know half of these values.
function spelled(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return '1e999'
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(spelled).join(',')}]`
  const members = Object.entries(value).filter(([, one]) => one !== undefined)
  return `{${members
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${spelled(one)}`)
    .join(',')}}`
}

function pick<T>(random: SeededRandom, list: readonly T[]): T {
  return list[Math.floor(random.next() * list.length)] as T
}

/** Puts junk into one member, takes one away, or adds one, at any depth. */
function spoiledTree(random: SeededRandom, tree: Tree): Tree {
  const key = pick(random, Object.keys(tree))
  const inside = tree[key]
  const goesIn = random.next() < 0.5
  if (goesIn && Array.isArray(inside) && inside.length > 0) {
    const at = Math.floor(random.next() * inside.length)
    return {
      ...tree,
      [key]: inside.map((one, index) => (index === at ? spoiledTree(random, one as Tree) : one)),
    }
  }
  if (goesIn && typeof inside === 'object' && inside !== null && !Array.isArray(inside))
    return { ...tree, [key]: spoiledTree(random, inside as Tree) }
  const how = random.next()
  if (how < 0.15) return { ...tree, [key]: undefined }
  if (how < 0.3) return { ...tree, [`${key}-`]: inside }
  const value = pick(
    random,
    junk.filter((one) => !lawful[key]?.includes(one)),
  )
  return { ...tree, [key]: value }
}

const cut = (random: SeededRandom, bytes: Uint8Array) =>
  bytes.slice(0, 1 + Math.floor(random.next() * (bytes.length - 1)))

function flipped(random: SeededRandom, bytes: Uint8Array): Uint8Array {
  // A slice of a Buffer would share its bytes.
  const copy = new Uint8Array(bytes)
  const at = Math.floor(random.next() * copy.length)
  copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random.next() * 8))
  return copy
}

function inserted(random: SeededRandom, bytes: Uint8Array): Uint8Array {
  const at = Math.floor(random.next() * bytes.length)
  return new Uint8Array(
    Buffer.concat([bytes.subarray(0, at), random.bytes(1 + (at % 700)), bytes.subarray(at)]),
  )
}

const signatures = (right: string) => [
  right.trimEnd(),
  `${right}\n`,
  ` ${right}`,
  right.replace('==', ''),
  right.toLowerCase(),
  'A'.repeat(88),
  '',
  right
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
]

/** A packet that no page allows, however its kiosk has signed it. */
export function hostilePacket(random: SeededRandom, number: number): Uint8Array {
  const manifest: PacketManifest = { ...wholeManifest(), id: studentId(number) }
  const bytes = text(manifest)
  const whole = packetOf(bytes)
  switch (Math.floor(random.next() * 7)) {
    case 0:
      return flipped(random, whole)
    case 1:
      return cut(random, whole)
    case 2:
      return inserted(random, whole)
    case 3:
      return packetOf(bytes, sealedPieces, pick(random, signatures(sign(bytes))))
    case 4: {
      const json = bytes.toString()
      const spellings = [`${json}\n`, ` ${json}`, json.replace(':', ': '), `\ufeff${json}`, `[${json}]`]
      return packetOf(Buffer.from(pick(random, spellings)))
    }
    case 5: {
      const pieces = sealedPieces.map((piece) => ({ ...piece, bytes: flipped(random, piece.bytes) }))
      return packetOf(bytes, pieces)
    }
    default:
      return packetOf(Buffer.from(spelled(spoiledTree(random, { ...manifest }))))
  }
}

/** The two files of a batch that no page allows, under its own number. */
export function hostileBatch(random: SeededRandom, packets: readonly Uint8Array[]) {
  const listed = packets
    .map((one) => ({ sha256: sha256Hex(one), bytes: one.length }))
    .toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
  const time = { wallMs: 1_800_000_000_000, sinceBootMs: 60_000, boot: 3, trust: 'none' }
  const root = merkleRoot(listed.map(({ sha256 }) => sha256))
  const { device } = kiosks.own
  const manifest = { v: 1, device, boot: 3, seq: 1, prev: noPreviousBatch, packets: listed, root, time }
  const right = text(manifest)
  switch (Math.floor(random.next() * 5)) {
    case 0:
      return { manifest: flipped(random, right), signature: sign(right, 'batch') }
    case 1:
      return { manifest: cut(random, right), signature: sign(right, 'batch') }
    case 2:
      return { manifest: right, signature: pick(random, signatures(sign(right, 'batch'))) }
    case 3: {
      const json = right.toString()
      const respelt = Buffer.from(pick(random, [`${json}\n`, json.replace(':', ': '), `[${json}]`]))
      return { manifest: respelt, signature: sign(respelt, 'batch') }
    }
    default: {
      const spoiled = Buffer.from(spelled(spoiledTree(random, manifest)))
      return { manifest: spoiled, signature: sign(spoiled, 'batch') }
    }
  }
}
