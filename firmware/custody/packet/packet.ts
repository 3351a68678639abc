import { z } from 'zod'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { deviceNameSchema, npsnSchema } from '../../core/names.ts'
import { packetFiles, sealedEnding } from '../../core/piece-name.ts'
import { zoneSchema } from '../../core/school-zone.ts'
import { uuid7Schema } from '../../core/uuid.ts'
import { type DocumentFault, readSignedByDevice, signDocument } from '../crypto/signed-document.ts'
import type { SigningKey } from '../crypto/signing-key.ts'
import { type ArchiveEntry, type ArchiveFault, packUstar, readUstar } from './ustar.ts'

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** When something happened, with how far the clock can be believed (domain B7). */
export const stampSchema = z.strictObject({
  wallMs: z.int(),
  /** Milliseconds since this boot: orders events even when the wall clock jumps. */
  sinceBootMs: z.int().nonnegative(),
  boot: z.int().nonnegative(),
  trust: z.enum(['none', 'persisted', 'server', 'ntp']),
})

export interface Stamp extends z.infer<typeof stampSchema> {}

/** Pixels per inch of a finger image, half to eight times what matchers want; 0 where no reader answered. */
const dpiSchema = z.int().min(250).max(4_000).or(z.literal(0))

const sealedFiles = packetFiles.map((name) => `${name}${sealedEnding}`)

const sealedFileSchema = z.string().refine((name) => sealedFiles.includes(name), 'no name of a piece')

// A registry can do nothing with a packet that does not say whose it is, or how it came about.
function areWhole(pieces: readonly { readonly name: string }[]): boolean {
  const names = new Set(pieces.map(({ name }) => name))
  return names.size === pieces.length && names.has('person.json.age') && names.has('visit.jsonl.age')
}

/** `packet.json`: everything about a packet that may be read by anybody. Nothing personal. */
export const packetManifestSchema = z.strictObject({
  v: z.literal(1),
  id: uuid7Schema,
  device: deviceNameSchema,
  school: npsnSchema,
  software: z.string().max(40),
  sensor: z.strictObject({
    maker: z.string().max(40),
    model: z.string().max(40),
    serial: z.string().max(40),
    firmware: z.string().max(40),
    dpi: dpiSchema,
    bitDepth: z.union([z.literal(4), z.literal(8)]),
    certified: z.boolean(),
  }),
  camera: z.string().max(60),
  attendance: z.enum(['none', 'teacher', 'officer']),
  /** The school's; kiosks of 0.2.0 and before name none. */
  zone: zoneSchema.optional(),
  time: stampSchema,
  pieces: z
    .array(z.strictObject({ name: sealedFileSchema, bytes: z.int().positive(), sha256: sha256Schema }))
    .refine(areWhole, 'a piece twice, or no person or no visit'),
})

export interface PacketManifest extends z.infer<typeof packetManifestSchema> {}

/** Why a packet was refused. Checked before anything in it is opened. */
export type PacketFault =
  | ArchiveFault
  | DocumentFault
  | { readonly kind: 'bad-signature' }
  | { readonly kind: 'bad-piece'; readonly name: string }

export interface Packet {
  readonly manifest: PacketManifest
  readonly pieces: readonly ArchiveEntry[]
  /** SHA-256 of the whole file: its name by link and by stick. */
  readonly sha256: string
}

/** Builds the file: `packet.json`, `packet.sig`, then the sealed pieces in the given order. */
export function buildPacket(
  facts: Omit<PacketManifest, 'v' | 'pieces'>,
  pieces: readonly ArchiveEntry[],
  key: SigningKey,
): { readonly bytes: Uint8Array; readonly sha256: string } {
  const manifest: PacketManifest = {
    v: 1,
    ...facts,
    pieces: pieces.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Hex(bytes) })),
  }
  const signed = signDocument('packet', packetManifestSchema, manifest, key)
  const bytes = packUstar([
    { name: 'packet.json', bytes: signed.bytes },
    { name: 'packet.sig', bytes: Buffer.from(signed.signature) },
    ...pieces,
  ])
  return { bytes, sha256: sha256Hex(bytes) }
}

/** Reads and checks a packet whole. `publicKeyOf` gives the key of a device, `undefined` when unknown. */
export function readPacket(
  bytes: Uint8Array,
  publicKeyOf: (device: string) => string | undefined,
): Result<Packet, PacketFault> {
  const archive = readUstar(bytes)
  if (!archive.ok) return archive
  const [manifestFile, signatureFile, ...pieces] = archive.value
  if (manifestFile?.name !== 'packet.json' || signatureFile?.name !== 'packet.sig') {
    return err({ kind: 'malformed', detail: 'packet.json and packet.sig come first' })
  }
  const signature = Buffer.from(signatureFile.bytes).toString('latin1')
  const document = { bytes: manifestFile.bytes, signature }
  const manifest = readSignedByDevice('packet', packetManifestSchema, document, publicKeyOf)
  if (!manifest.ok) return manifest
  const promised = manifest.value.pieces
  if (promised.length !== pieces.length) return err({ kind: 'bad-piece', name: 'count' })
  for (const [index, piece] of pieces.entries()) {
    const promise = promised[index]
    const same = promise?.name === piece.name && promise.bytes === piece.bytes.length
    if (!same || promise.sha256 !== sha256Hex(piece.bytes))
      return err({ kind: 'bad-piece', name: piece.name })
  }
  return ok({ manifest: manifest.value, pieces, sha256: sha256Hex(bytes) })
}
