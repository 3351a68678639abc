import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { sha256Hex } from '../../firmware/core/hash.ts'
import { buildBatch, noPreviousBatch, type SignedBatch } from '../../firmware/custody/chain/batch.ts'
import { sealToRecipients } from '../../firmware/custody/crypto/age-file.ts'
import { type DeviceIdentity, deviceIdentity } from '../../firmware/custody/crypto/device-identity.ts'
import { enrolmentOf } from '../../firmware/custody/crypto/device-list.ts'
import { createSigningKey } from '../../firmware/custody/crypto/signing-key.ts'
import { buildPacket, type PacketManifest } from '../../firmware/custody/packet/packet.ts'
import type { ArchiveEntry } from '../../firmware/custody/packet/ustar.ts'
import { openAudit } from '../../firmware/registry/intake/audit.ts'
import { intakeBatch } from '../../firmware/registry/intake/intake-batch.ts'
import type { IntakeContext } from '../../firmware/registry/intake/intake-context.ts'
import { scanSource } from '../../firmware/registry/intake/scan-source.ts'
import type { Disk } from '../../hal/contract/disk.ts'

const kiosk = (seed: number) =>
  deviceIdentity(createSigningKey({ bytes: (count) => new Uint8Array(count).fill(seed) }))

/** For tests: kiosks the registry knows, one that it shut out, and one that nobody knows. */
export const kiosks = { own: kiosk(21), neighbour: kiosk(22), revoked: kiosk(23), unknown: kiosk(24) }
export const receiptKey = createSigningKey({ bytes: (count) => new Uint8Array(count).fill(25) })
export const registryIdentity = await generateX25519Identity()
const recipient = await identityToRecipient(registryIdentity)

export const ownSchool = '30300001'
export const otherSchool = '30300002'

export function openDesk(out: Disk, identity: string = registryIdentity): IntakeContext {
  const devices = [
    enrolmentOf(kiosks.own, ownSchool),
    enrolmentOf(kiosks.neighbour, otherSchool),
    { ...enrolmentOf(kiosks.revoked, ownSchool), lastSeq: 0 },
  ]
  return {
    out,
    identities: [identity],
    operator: 'officer',
    key: receiptKey,
    devices: new Map(devices.map((one) => [one.device, one])),
    wallMs: () => 1_800_000_000_000,
  }
}

const time = { wallMs: 1_799_999_000_000, sinceBootMs: 60_000, boot: 1, trust: 'ntp' as const }

export interface StandPacket {
  readonly bytes: Uint8Array
  readonly sha256: string
  /** The number that a batch promises, where it is not the true one. */
  readonly promisedBytes?: number
}

/** A true packet of one student; `changes` makes it wrong. */
export async function studentPacket(
  number: number,
  by: DeviceIdentity = kiosks.own,
  changes: Partial<PacketManifest> & { readonly extra?: readonly ArchiveEntry[] } = {},
): Promise<StandPacket> {
  const { extra, ...manifest } = changes
  const seal = (text: string) => sealToRecipients([recipient], Buffer.from(text))
  const pieces = [
    { name: 'person.json.age', bytes: await seal(JSON.stringify({ student: number })) },
    { name: 'visit.jsonl.age', bytes: await seal(`visit of ${number}\n`) },
    { name: 'finger-02.png.age', bytes: await seal(`finger of ${number}`) },
    ...(extra ?? []),
  ]
  const sensor = { maker: 'Grow', model: 'R503', serial: '', firmware: '', dpi: 508, bitDepth: 4 as const }
  const facts = {
    id: studentId(number),
    device: by.device,
    school: ownSchool,
    software: 'rekam',
    sensor: { ...sensor, certified: false },
    camera: 'none',
    attendance: 'none' as const,
    time,
  }
  return buildPacket({ ...facts, ...manifest }, pieces, by.key)
}

export function studentId(number: number): string {
  return `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

/** Signs a batch of packets and puts it into `<device>/<seq>/` of a folder, as a kiosk's uploads would. */
export async function putBatch(
  source: Disk,
  packets: readonly StandPacket[],
  facts: { readonly by?: DeviceIdentity; readonly seq?: number; readonly prev?: string } = {},
): Promise<{ readonly batch: SignedBatch; readonly directory: string; readonly hash: string }> {
  const { by = kiosks.own, seq = 1, prev = noPreviousBatch } = facts
  const listed = packets.map(({ sha256, bytes, promisedBytes = bytes.length }) => ({
    sha256,
    bytes: promisedBytes,
  }))
  const batch = buildBatch({ device: by.device, boot: 1, seq, prev, packets: listed, time }, by.key)
  const directory = `${by.device}/${seq}`
  await source.makeDirectory(directory)
  await source.write(`${directory}/batch.json`, batch.bytes)
  await source.write(`${directory}/batch.sig`, Buffer.from(batch.signature))
  for (const { sha256, bytes } of packets) await source.write(`${directory}/${sha256}.packet`, bytes)
  return { batch, directory, hash: sha256Hex(batch.bytes) }
}

/** Scans the folder and takes in the one batch whose manifest lies in `directory`. */
export async function takeIn(desk: IntakeContext, disk: Disk, directory: string) {
  const source = await scanSource(disk)
  const place = source.ok && source.value.batches.find((batch) => batch.place === directory)
  if (!source.ok || !place) throw new Error('no batch there')
  const audit = await openAudit(desk)
  if (!audit.ok) throw new Error(audit.fault.kind)
  return intakeBatch(desk, audit.value, source.value, place)
}
