import { z } from 'zod'
import type { DiskFault } from '../../../hal/contract/disk.ts'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import type { Json } from '../../core/canonical-json.ts'
import type { FingerPosition } from '../../core/finger-position.ts'
import { sha256Hex } from '../../core/hash.ts'
import { type PieceName, pieceFile } from '../../core/piece-name.ts'
import { sealToRecipients } from '../../custody/crypto/age-file.ts'
import type { Stamp } from '../../custody/packet/packet.ts'
import { type Draft, openDraft } from '../../custody/spool/draft.ts'
import { eraseDraft } from '../../custody/spool/erase-draft.ts'
import type { Spool } from '../../custody/spool/spool.ts'
import type { PhotoFacts } from '../visit/photo-candidate.ts'
import { type NewEntry, visitEntrySchema } from '../visit/visit-entry.ts'
import { emptyRecord, foldEntry, keptPieces, type VisitRecord } from '../visit/visit-record.ts'

/** Makes what happens in a visit durable: sealed in memory, then on the disk, then in the journal. */
export interface VisitStore {
  readonly visitId: string
  readonly draft: Draft
  /** The fold of what was durable when the draft was opened. */
  readonly record: VisitRecord
  /** Pieces that had rotted by then, and are no more in the record. */
  readonly lost: readonly PieceName[]
  /** A piece that the disk refuses is held for `keepHeld`, as `storePiece` does with what it has sealed. */
  append(entry: NewEntry): Promise<Result<NewEntry, DiskFault>>
  storePiece(piece: PieceName, plain: Uint8Array, facts: PressFacts): Promise<Result<NewEntry, DiskFault>>
  /** Tries once more what was refused, in order; `kept` is durable now, and a fault leaves the rest held. */
  keepHeld(): Promise<{ readonly kept: readonly NewEntry[]; readonly fault: DiskFault | undefined }>
  erase(reason: string): Promise<Result<void, DiskFault>>
}

export interface PressFacts {
  readonly attempts: number
  readonly score?: number
  readonly weak?: boolean
  readonly scores?: number[]
  readonly flaw?: string
  readonly repeats?: FingerPosition
  readonly photo?: PhotoFacts
}

export interface VisitStoreParts {
  readonly spool: Spool
  readonly recipients: () => readonly string[]
  readonly stamp: () => Stamp
}

/**
 * Opens the draft of a visit, old or new. A journal that is broken or not ours is a fault; a piece that rotted
 * since it was kept is journaled as lost, and the visit takes it anew.
 */
export async function openVisitStore(
  parts: VisitStoreParts,
  visitId: string,
): Promise<Result<VisitStore, { readonly kind: string }>> {
  const draft = await openDraft(parts.spool.disk, visitId)
  if (!draft.ok) return draft
  const entries = z.array(visitEntrySchema).safeParse(draft.value.entries).data
  if (!entries) return err({ kind: 'foreign-journal' })
  let record = entries.reduce<VisitRecord>(foldEntry, emptyRecord)
  const lost = await rottenPieces(draft.value, record)
  if (!lost.ok) return lost
  for (const piece of lost.value) {
    const entry = { type: 'lost', piece } as const
    const noted = await draft.value.append(stamped(parts, entry))
    if (!noted.ok) return noted
    record = foldEntry(record, entry)
  }
  return ok(createVisitStore(parts, draft.value, record, lost.value))
}

// A piece that the medium does not give now may be whole: the visit waits for another time.
async function rottenPieces(
  draft: Draft,
  record: VisitRecord,
): Promise<Result<readonly PieceName[], DiskFault>> {
  const rotten: PieceName[] = []
  for (const [piece, { file, sha256 }] of keptPieces(record)) {
    const sealed = await draft.read(file)
    if (!sealed.ok && sealed.fault.kind !== 'not-found') return sealed
    if (!sealed.ok || sha256Hex(sealed.value) !== sha256) rotten.push(piece)
  }
  return ok(rotten)
}

function stamped(parts: VisitStoreParts, entry: NewEntry): Json {
  return { ...entry, at: { ...parts.stamp() } } as Json
}

function createVisitStore(
  parts: VisitStoreParts,
  draft: Draft,
  record: VisitRecord,
  lost: readonly PieceName[],
): VisitStore {
  let files = draft.entries.length
  // Sealed bytes and lines without anything personal: only that may wait.
  const held: { readonly entry: NewEntry; readonly keep: () => Promise<Result<void, DiskFault>> }[] = []
  const keepOrHold = async (entry: NewEntry, keep: () => Promise<Result<void, DiskFault>>) => {
    const kept = await keep()
    if (!kept.ok) held.push({ entry, keep })
    return kept.ok ? ok(entry) : kept
  }
  return {
    visitId: draft.visitId,
    draft,
    record,
    lost,
    async append(entry) {
      const line = stamped(parts, entry)
      return keepOrHold(entry, () => draft.append(line))
    },
    async storePiece(piece, plain, facts) {
      const sealed = await sealToRecipients(parts.recipients(), plain)
      files += 1
      const file = `${String(files).padStart(3, '0')}-${pieceFile(piece)}.age`
      const entry: NewEntry = {
        type: 'kept',
        piece,
        file,
        sha256: sha256Hex(sealed),
        bytes: sealed.length,
        ...facts,
      }
      const line = stamped(parts, entry)
      return keepOrHold(entry, () => draft.keep(file, sealed, line))
    },
    async keepHeld() {
      const kept: NewEntry[] = []
      for (let next = held[0]; next; next = held[0]) {
        const done = await next.keep()
        if (!done.ok) return { kept, fault: done.fault }
        kept.push(next.entry)
        held.shift()
      }
      return { kept, fault: undefined }
    },
    erase: (reason) => eraseDraft(parts.spool, draft.visitId, reason),
  }
}
