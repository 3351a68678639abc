import type { DiskFault } from '../../hal/contract/disk.ts'
import { ok, type Result } from '../../hal/contract/result.ts'
import { sha256Hex } from '../base/hash.ts'
import { type PieceName, pieceFile } from '../base/piece-name.ts'
import { buildPacket, type PacketManifest } from '../record/packet.ts'
import { sealToRecipients } from '../seal/age-file.ts'
import { removeDraft } from '../spool/draft.ts'
import { type KeeperParts, type VisitKeeper } from './visit-keeper.ts'
import type { VisitRecord } from './visit-record.ts'

/** Who the student is, as the registry needs it; sealed before it touches the disk. */
export interface PersonDocument {
  readonly v: 1
  readonly pid: string
  readonly nik: string | undefined
  readonly nisn: string | undefined
  readonly name: string
  readonly birthDate: string
  readonly birthPlace: string | undefined
  readonly sex: 'L' | 'P'
  readonly className: string
  readonly consentRef: string
}

export type PacketFacts = Omit<PacketManifest, 'v' | 'pieces' | 'id' | 'device' | 'time'>

/**
 * Turns a finished draft into a packet. The pieces are on the disk already: this only seals two small
 * documents, signs the list and removes the draft once the packet is durable.
 */
export async function closeVisit(
  parts: KeeperParts,
  keeper: VisitKeeper,
  record: VisitRecord,
  person: PersonDocument,
  facts: PacketFacts,
): Promise<Result<{ readonly code: string }, DiskFault>> {
  const { spool } = parts
  const seal = (text: string) => sealToRecipients(parts.recipients(), Buffer.from(text))
  const journal = keeper.draft.entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
  const kept = packetOrder(record)
  const files = await keeper.draft.readAll(kept.map(({ file }) => file))
  if (!files.ok) return files
  const pieces = [
    { name: 'person.json.age', bytes: await seal(JSON.stringify(person)) },
    { name: 'visit.jsonl.age', bytes: await seal(journal) },
    ...kept.map(({ piece }, index) => ({
      name: `${pieceFile(piece)}.age`,
      bytes: files.value[index]?.bytes ?? new Uint8Array(),
    })),
  ]
  const { device, key } = spool.identity
  const packet = buildPacket({ ...facts, id: keeper.visitId, device, time: parts.stamp() }, pieces, key)
  // A packet that was stored before its draft could be removed is not stored a second time.
  const added = spool.hasVisit(keeper.visitId)
    ? ok()
    : await spool.addPacket(packet.sha256, keeper.visitId, packet.bytes)
  if (!added.ok) return added
  const removed = await removeDraft(spool.disk, keeper.visitId)
  return removed.ok ? ok({ code: receiptCode(keeper.visitId) }) : removed
}

function packetOrder(record: VisitRecord): { readonly piece: PieceName; readonly file: string }[] {
  return Object.entries(record.kept)
    .map(([piece, { file }]) => ({ piece: piece as PieceName, file }))
    .sort((a, b) => (pieceFile(a.piece) < pieceFile(b.piece) ? -1 : 1))
}

const readable = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eight characters without I, L, O and U that stand for a visit and say nothing about who. */
export function receiptCode(visitId: string): string {
  const hash = Buffer.from(sha256Hex(`rekam/1//code//${visitId}`), 'hex')
  const characters = Array.from(hash.subarray(0, 8), (byte) => readable[byte % 32])
  return `${characters.slice(0, 4).join('')}-${characters.slice(4).join('')}`
}
