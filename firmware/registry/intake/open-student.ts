import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { jsonFrom } from '../../core/json-from.ts'
import { sealedEnding } from '../../core/piece-name.ts'
import { sealOpener } from '../../custody/crypto/age-file.ts'
import type { PacketManifest } from '../../custody/packet/packet.ts'
import type { ArchiveEntry } from '../../custody/packet/ustar.ts'
import type { PictureCodec } from '../record/picture-codec.ts'
import type { RecordRoute } from '../record/student-record.ts'
import { assembleRecord, type RecordFormat, recordFile } from './assemble-record.ts'
import { recordGapFile } from './record-gap.ts'

/** One verified packet and what opens it. Plain data: it may be handed to another thread. */
export interface OpeningTask {
  readonly identities: readonly string[]
  readonly manifest: PacketManifest
  readonly pieces: readonly ArchiveEntry[]
  readonly route: RecordRoute | undefined
  readonly format: RecordFormat | undefined
}

export type OpenedStudent = Result<readonly ArchiveEntry[], { readonly kind: 'cannot-open' }>

/** Those who open packets. */
export interface DecryptWorkers {
  /** How many packets are in work at once: bounds the memory. */
  readonly width: number
  /** Takes the pieces over: their bytes may be gone afterwards. */
  open(task: OpeningTask): Promise<OpenedStudent>
}

/** Opens in the thread that asks; while one packet is being opened the others are read and stored. */
export const ownHands: DecryptWorkers = { width: 4, open: (task) => openStudent(task) }

/**
 * Opens every piece and assembles the record: all that costs the processor something. Touches no disk. The codec is
 * opened for the format `mosip` alone, which has to have one.
 */
export async function openStudent(
  task: OpeningTask,
  openCodec?: () => Promise<PictureCodec>,
): Promise<OpenedStudent> {
  const open = sealOpener(task.identities)
  const opened: ArchiveEntry[] = []
  for (const piece of task.pieces) {
    const plain = await open(piece.bytes)
    if (!plain.ok) return err({ kind: 'cannot-open' })
    opened.push({ name: piece.name.slice(0, -sealedEnding.length), bytes: plain.value })
  }
  const person = opened.find((piece) => piece.name === 'person.json')
  if (!person || jsonFrom(person.bytes) === undefined) return err({ kind: 'cannot-open' })
  const codec = task.format === 'mosip' ? await openCodec?.() : undefined
  return ok([...opened, recordOf(task, opened, codec)])
}

// Without a record the student's files are kept all the same, and the reason lies among them.
function recordOf(
  { manifest, route, format = 'an2' }: OpeningTask,
  pieces: readonly ArchiveEntry[],
  codec: PictureCodec | undefined,
): ArchiveEntry {
  const record = assembleRecord(manifest, pieces, route, format, codec)
  return record.ok ? { name: recordFile[format], bytes: record.value } : recordGapFile(record.fault)
}
