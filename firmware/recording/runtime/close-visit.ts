import type { DiskFault } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { sha256Hex } from '../../core/hash.ts'
import { type PieceName, pieceFile } from '../../core/piece-name.ts'
import { type IssuedReceipt, issueStudentReceipt } from '../../custody/chain/issue-student-receipt.ts'
import { sealToRecipients } from '../../custody/crypto/age-file.ts'
import { buildPacket, type PacketManifest } from '../../custody/packet/packet.ts'
import { removeDraft } from '../../custody/spool/draft.ts'
import type { StudentFacts } from '../../school/roster/student.ts'
import { type KeptPiece, keptPieces, type VisitRecord } from '../visit/visit-record.ts'
import { type VisitStore, type VisitStoreParts } from './visit-store.ts'

/** The student, as the registry needs it; sealed before it touches the disk. */
export interface PersonDocument extends Readonly<Omit<StudentFacts, 'consentRef'>> {
  readonly v: 1
  readonly consentRef: string
}

/** A visit that is over: its packet by its hash, and what its owner takes home. */
export interface ClosedVisit {
  readonly sha256: string
  readonly receipt: IssuedReceipt
}

export type PacketFacts = Omit<PacketManifest, 'v' | 'pieces' | 'id' | 'device' | 'time'>

/**
 * Turns a finished draft into a packet. The pieces are on the disk already: this only seals two small
 * documents, signs the list and removes the draft once the packet is durable.
 */
export async function closeVisit(
  parts: VisitStoreParts,
  visitStore: VisitStore,
  record: VisitRecord,
  person: PersonDocument,
  facts: PacketFacts,
): Promise<Result<ClosedVisit, DiskFault>> {
  const { spool } = parts
  const seal = (text: string) => sealToRecipients(parts.recipients(), Buffer.from(text))
  const journal = visitStore.draft.entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
  const kept = packetOrder(record)
  const files = await visitStore.draft.readAll(kept.map(({ file }) => file))
  if (!files.ok) return files
  const rotten = kept.find(
    ({ sha256 }, index) => sha256Hex(files.value[index]?.bytes ?? new Uint8Array()) !== sha256,
  )
  // Opened again the visit finds what is lost, and takes it anew.
  if (rotten) return err({ kind: 'broken', path: rotten.file, detail: 'rotten' })
  const pieces = [
    { name: 'person.json.age', bytes: await seal(JSON.stringify(person)) },
    { name: 'visit.jsonl.age', bytes: await seal(journal) },
    ...kept.map(({ piece }, index) => ({
      name: `${pieceFile(piece)}.age`,
      bytes: files.value[index]?.bytes ?? new Uint8Array(),
    })),
  ]
  const { device, key } = spool.identity
  const packet = buildPacket({ ...facts, id: visitStore.visitId, device, time: parts.stamp() }, pieces, key)
  // A packet that was stored before its draft could be removed is not stored a second time: the receipt is for
  // that one, as this one has other seals and so another hash.
  const closing = spool.facts.closings.get(visitStore.visitId)
  const stored = closing?.op === 'packet' ? closing.sha256 : undefined
  const added = stored ? ok() : await spool.addPacket(packet.sha256, visitStore.visitId, packet.bytes)
  if (!added.ok) return added
  const sha256 = stored ?? packet.sha256
  const removed = await removeDraft(spool.disk, visitStore.visitId)
  return removed.ok ? ok({ sha256, receipt: issueStudentReceipt(spool.identity, sha256) }) : removed
}

function packetOrder(record: VisitRecord): (KeptPiece & { readonly piece: PieceName })[] {
  return keptPieces(record)
    .map(([piece, kept]) => ({ ...kept, piece }))
    .sort((a, b) => (pieceFile(a.piece) < pieceFile(b.piece) ? -1 : 1))
}
