import type { DiskFault } from '../../../hal/contract/disk.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import { jsonFrom } from '../../core/json-from.ts'
import type { BatchManifest } from '../../custody/chain/batch.ts'
import { serves } from '../../custody/crypto/device-list.ts'
import { type Packet, type PacketFault, readPacket } from '../../custody/packet/packet.ts'
import type { IntakeContext } from './intake-context.ts'
import { type Provenance, provenanceSchema } from './provenance.ts'
import { readRecordGap } from './record-gap.ts'

/** `accepted`, or why this packet was refused; the others go on. */
export type PacketVerdict = 'accepted' | PacketFault['kind'] | RefusedReason

/** What became of a packet. */
export interface Judgement {
  readonly verdict: PacketVerdict
  /** Why an accepted one has no record. */
  readonly gap?: string | undefined
}

type RefusedReason =
  | 'wrong-name'
  /** Its batch promises another number of bytes. */
  | 'wrong-size'
  | 'other-device'
  | 'wrong-school'
  | 'cannot-open'
  /** Another packet says that it is this student's visit. */
  | 'duplicate-id'
  /** The very packet came before, in another batch. */
  | 'replayed'

/** A packet that may be opened: signed, whole, of this kiosk and school, and never seen before. */
export interface CheckedPacket {
  readonly packet: Packet
  readonly from: Provenance
}

/** The facts that all packets of one batch share while it is taken in. */
export interface BatchInWork extends Pick<BatchManifest, 'device' | 'seq'> {
  /** Packet ids of this batch so far. */
  readonly claimed: Set<string>
}

/**
 * Everything that is decided before a packet is opened. The caller has seen that the bytes are those of the
 * name. Calls for one batch come one after another.
 */
export async function checkPacket(
  context: IntakeContext,
  { device, seq, claimed }: BatchInWork,
  sha256: string,
  bytes: Uint8Array,
): Promise<Result<Judgement | CheckedPacket, DiskFault>> {
  const packet = readPacket(bytes, (name) => context.devices.get(name)?.publicKey)
  if (!packet.ok) return ok({ verdict: packet.fault.kind })
  const { manifest } = packet.value
  if (manifest.device !== device) return ok({ verdict: 'other-device' })
  const known = context.devices.get(device)
  if (!known || !serves(known, manifest.school)) return ok({ verdict: 'wrong-school' })
  if (claimed.has(manifest.id)) return ok({ verdict: 'duplicate-id' })
  claimed.add(manifest.id)
  const from: Provenance = { v: 1, device, seq, packet: sha256 }
  const earlier = await earlierVerdict(context, manifest.id, from)
  return earlier.ok ? ok(earlier.value ?? { packet: packet.value, from }) : earlier
}

async function earlierVerdict(
  context: IntakeContext,
  id: string,
  from: Provenance,
): Promise<Result<Judgement | undefined, DiskFault>> {
  const found = await context.out.read(`student/${id}/intake.json`)
  if (!found.ok) return found.fault.kind === 'not-found' ? ok(undefined) : found
  const earlier = provenanceSchema.safeParse(jsonFrom(found.value)).data
  if (earlier?.packet !== from.packet) return ok({ verdict: 'duplicate-id' })
  if (earlier.device !== from.device || earlier.seq !== from.seq) return ok({ verdict: 'replayed' })
  // Stored by a run that may have died before it flushed the student's name.
  const synced = await context.out.syncDirectory('student')
  if (!synced.ok) return synced
  const gap = await readRecordGap(context.out, id)
  return gap.ok ? ok({ verdict: 'accepted', gap: gap.value }) : gap
}
