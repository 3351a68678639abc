import { sha256Hex } from '../../firmware/core/hash.ts'
import { type BatchManifest, noPreviousBatch } from '../../firmware/custody/chain/batch.ts'
import { merkleRoot } from '../../firmware/custody/chain/merkle-root.ts'
import { kiosks, studentId } from '../stand/intake-stand.ts'
import { changed, packetOf, sign, text, wholeManifest } from './vector-parts.ts'

/** The files of one batch, by their names, and the answer of a registry that has met nothing of this kiosk before. */
export interface BatchVector {
  readonly name: string
  /** `signed`, or why there is no receipt. */
  readonly verdict: string
  /** Of a batch that is signed for: packets that are refused, by hash. */
  readonly rejected?: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, Uint8Array>>
}

const packets = [packetOf(text(wholeManifest())), changed({ id: studentId(3) })]
const sameVisit = changed({ camera: 'another' })
const named = (bytes: Uint8Array) => ({ sha256: sha256Hex(bytes), bytes: bytes.length })
const rising = (list: BatchManifest['packets']) => list.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1))

function manifestOf(list: BatchManifest['packets'], changes: object = {}): Uint8Array {
  const root = merkleRoot(list.map(({ sha256 }) => sha256))
  const time = { wallMs: 1_800_000_000_000, sinceBootMs: 60_000, boot: 3, trust: 'none' }
  const { device } = kiosks.own
  return text({ v: 1, device, boot: 3, seq: 1, prev: noPreviousBatch, packets: list, root, time, ...changes })
}

interface Making {
  readonly manifest?: Uint8Array
  readonly signature?: string | undefined
  readonly packets?: readonly Uint8Array[]
}

function filesOf({
  manifest = manifestOf(rising(packets.map(named))),
  packets: given = packets,
  ...more
}: Making) {
  const signature = 'signature' in more ? more.signature : sign(manifest, 'batch')
  return {
    'batch.json': manifest,
    ...(signature !== undefined && { 'batch.sig': Buffer.from(signature) }),
    ...Object.fromEntries(given.map((bytes) => [`${sha256Hex(bytes)}.packet`, bytes])),
  }
}

const two = rising(packets.map(named))
const [lower] = two
// What is refused before its packets are looked at comes without them.
const vector = (name: string, verdict: string, making: Making): BatchVector => ({
  name,
  verdict,
  files: filesOf(verdict === 'signed' || making.packets ? making : { ...making, packets: [] }),
})
const withManifest = (name: string, verdict: string, list: BatchManifest['packets'], changes: object = {}) =>
  vector(name, verdict, { manifest: manifestOf(list, changes) })

const refused: readonly BatchVector[] = [
  {
    name: 'a manifest of 0 bytes',
    verdict: 'empty-manifest',
    files: { ...filesOf({ packets: [] }), 'batch.json': new Uint8Array() },
  },
  vector('no signature', 'missing-signature', { signature: undefined }),
  vector('a signature without its line end', 'bad-signature', {
    signature: sign(manifestOf(two), 'batch').trimEnd(),
  }),
  vector('signed as a packet', 'bad-signature', { signature: sign(manifestOf(two), 'packet') }),
  vector('signed by a neighbour', 'bad-signature', {
    signature: sign(manifestOf(two), 'batch', kiosks.neighbour),
  }),
  vector('a kiosk that nobody knows', 'unknown-device', {
    manifest: manifestOf(two, { device: kiosks.unknown.device }),
    signature: sign(manifestOf(two, { device: kiosks.unknown.device }), 'batch', kiosks.unknown),
  }),
  vector('a kiosk that was shut out', 'revoked-device', {
    manifest: manifestOf(two, { device: kiosks.revoked.device }),
    signature: sign(manifestOf(two, { device: kiosks.revoked.device }), 'batch', kiosks.revoked),
  }),
  withManifest('a version to come', 'unknown-version', two, { v: 2 }),
  withManifest('a member that the page does not name', 'malformed', two, { note: '' }),
  withManifest('number 0', 'malformed', two, { seq: 0 }),
  withManifest('no packets', 'malformed', [], { root: 'a'.repeat(64) }),
  withManifest(
    'a hash in upper case',
    'malformed',
    two.map((one) => ({ ...one, sha256: one.sha256.toUpperCase() })),
  ),
  withManifest(
    'a packet of 0 bytes',
    'malformed',
    two.map((one) => ({ ...one, bytes: 0 })),
  ),
  withManifest('falling', 'wrong-root', two.toReversed()),
  withManifest('a packet twice', 'wrong-root', lower ? [lower, lower] : []),
  withManifest('another root', 'wrong-root', two, { root: 'a'.repeat(64) }),
  withManifest('a first batch that names another before it', 'fork', two, { prev: 'a'.repeat(64) }),
  withManifest('the second before the first', 'gap', two, { seq: 2, prev: 'a'.repeat(64) }),
  vector('a packet that has not come', 'missing-packets', { packets: packets.slice(1) }),
]

const whole = packets[0] ?? new Uint8Array()
const torn = { [`${named(whole).sha256}.packet`]: whole.subarray(0, -512) }

const signed: readonly BatchVector[] = [
  vector('whole', 'signed', {}),
  {
    ...vector('a packet of which a byte too many is promised', 'signed', {
      manifest: manifestOf(two.map((one, at) => (at === 0 ? { ...one, bytes: one.bytes + 1 } : one))),
    }),
    rejected: { [lower?.sha256 ?? '']: 'wrong-size' },
  },
  {
    ...vector('a packet that is torn', 'signed', {}),
    files: { ...filesOf({}), ...torn },
    rejected: { [named(whole).sha256]: 'wrong-name' },
  },
  {
    ...vector('two packets of one visit', 'signed', {
      manifest: manifestOf(rising([whole, sameVisit].map(named))),
      packets: [whole, sameVisit],
    }),
    rejected: { [rising([whole, sameVisit].map(named))[1]?.sha256 ?? '']: 'duplicate-id' },
  },
]

export const batchVectors = [...signed, ...refused]
