import type { DiskFault } from '../../hal/contract/disk.ts'
import { inOrder } from '../../hal/contract/in-order.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../base/hash.ts'
import { jsonFrom } from '../base/json-from.ts'
import { type Packet, type PacketFault, readPacket } from '../record/packet.ts'
import type { ArchiveEntry } from '../record/ustar.ts'
import { openSealed } from '../seal/age-file.ts'
import { assembleRecord } from './assemble-record.ts'
import { findDevice } from './device-list.ts'
import type { IntakeDesk } from './intake-desk.ts'

/** `accepted`, or why this packet was refused; the others go on. */
export type PacketVerdict = 'accepted' | PacketFault['kind'] | RefusedReason

type RefusedReason = 'wrong-name' | 'other-device' | 'wrong-school' | 'cannot-open' | 'duplicate-id'

/**
 * Checks a packet whole before opening any piece, then stores the student's files in one step:
 * everything is written and flushed beside its place, and renamed last.
 */
export async function admitPacket(
  desk: IntakeDesk,
  device: string,
  sha256: string,
  bytes: Uint8Array,
): Promise<Result<PacketVerdict, DiskFault>> {
  if (sha256Hex(bytes) !== sha256) return ok('wrong-name')
  const known = findDevice(desk.devices, device)
  const packet = readPacket(bytes, (name) => findDevice(desk.devices, name)?.publicKey)
  if (!packet.ok) return ok(packet.fault.kind)
  const { manifest } = packet.value
  if (manifest.device !== device) return ok('other-device')
  if (manifest.school !== known?.school) return ok('wrong-school')
  const earlier = await earlierHash(desk, manifest.id)
  if (!earlier.ok) return earlier
  if (earlier.value) return earlier.value === sha256 ? settle(desk) : ok('duplicate-id')
  const opened = await openPieces(desk.identity, packet.value)
  if (!opened) return ok('cannot-open')
  const stored = await storeStudent(desk, packet.value, opened)
  return stored.ok ? ok('accepted') : stored
}

async function earlierHash(desk: IntakeDesk, id: string): Promise<Result<string | undefined, DiskFault>> {
  const found = await desk.out.read(`student/${id}/packet.sha256`)
  if (found.ok) return ok(Buffer.from(found.value).toString('latin1').trim())
  return found.fault.kind === 'not-found' ? ok(undefined) : found
}

// Stored by a run that may have died before it flushed the student's name.
async function settle(desk: IntakeDesk): Promise<Result<PacketVerdict, DiskFault>> {
  const synced = await desk.out.syncDirectory('student')
  return synced.ok ? ok('accepted') : synced
}

async function openPieces(identity: string, packet: Packet): Promise<ArchiveEntry[] | undefined> {
  const opened: ArchiveEntry[] = []
  for (const piece of packet.pieces) {
    const plain = await openSealed(identity, piece.bytes)
    if (!plain.ok || !piece.name.endsWith('.age')) return undefined
    opened.push({ name: piece.name.slice(0, -'.age'.length), bytes: plain.value })
  }
  const person = opened.find((piece) => piece.name === 'person.json')
  return person && jsonFrom(person.bytes) !== undefined ? opened : undefined
}

async function storeStudent(
  desk: IntakeDesk,
  packet: Packet,
  pieces: readonly ArchiveEntry[],
): Promise<Result<void, DiskFault>> {
  const { out } = desk
  const part = `incoming/${packet.manifest.id}`
  const manifest = Buffer.from(JSON.stringify(packet.manifest, undefined, 2))
  const cleared = await out.remove(part)
  if (!cleared.ok) return cleared
  const files = [
    ...pieces,
    { name: 'packet.json', bytes: manifest },
    { name: 'packet.sha256', bytes: Buffer.from(`${packet.sha256}\n`) },
    recordFile(desk, packet, pieces),
  ]
  return inOrder([
    () => out.makeDirectory(part),
    () => out.makeDirectory('student'),
    ...files.map((file) => () => out.write(`${part}/${file.name}`, file.bytes)),
    () => out.syncDirectory(part),
    () => out.rename(part, `student/${packet.manifest.id}`),
    () => out.syncDirectory('student'),
    () => out.syncDirectory('incoming'),
  ])
}

// Without a record the student's files are kept all the same, and the reason lies among them.
function recordFile(desk: IntakeDesk, packet: Packet, pieces: readonly ArchiveEntry[]): ArchiveEntry {
  const record = assembleRecord(packet.manifest, pieces, desk.route)
  if (record.ok) return { name: 'record.an2', bytes: record.value }
  const reason = JSON.stringify({ v: 1, reason: record.fault })
  return { name: 'record-refused.json', bytes: Buffer.from(`${reason}\n`) }
}
