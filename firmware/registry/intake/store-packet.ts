import type { DiskFault } from '../../../hal/contract/disk.ts'
import { inOrder } from '../../../hal/contract/in-order.ts'
import { ok, type Result } from '../../../hal/contract/result.ts'
import type { Packet } from '../../custody/packet/packet.ts'
import type { ArchiveEntry } from '../../custody/packet/ustar.ts'
import type { CheckedPacket, Judgement } from './check-packet.ts'
import type { IntakeContext } from './intake-context.ts'
import { ownHands } from './open-student.ts'
import type { Provenance } from './provenance.ts'
import { recordGapIn } from './record-gap.ts'

/**
 * Opens a packet and stores the student's files in one step: everything is written and flushed beside its
 * place, and renamed last. Packets may be in work side by side.
 */
export async function storePacket(
  context: IntakeContext,
  { packet, from }: CheckedPacket,
): Promise<Result<Judgement, DiskFault>> {
  const { manifest, pieces } = packet
  const opened = await (context.hands ?? ownHands).open({
    identities: context.identities,
    manifest,
    pieces,
    route: context.route,
    format: context.format,
  })
  if (!opened.ok) return ok({ verdict: opened.fault.kind })
  const stored = await storeStudent(context, packet, from, opened.value)
  return stored.ok ? ok({ verdict: 'accepted', gap: recordGapIn(opened.value) }) : stored
}

async function storeStudent(
  { out }: IntakeContext,
  packet: Packet,
  from: Provenance,
  opened: readonly ArchiveEntry[],
): Promise<Result<void, DiskFault>> {
  const part = `incoming/${packet.manifest.id}`
  const manifest = Buffer.from(JSON.stringify(packet.manifest, undefined, 2))
  const cleared = await out.remove(part)
  if (!cleared.ok) return cleared
  const files = [
    ...opened,
    { name: 'packet.json', bytes: manifest },
    { name: 'intake.json', bytes: Buffer.from(`${JSON.stringify(from)}\n`) },
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
