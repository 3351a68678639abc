import { ok, type Result } from '../../../hal/contract/result.ts'
import type { PacketManifest } from '../../custody/packet/packet.ts'
import type { ArchiveEntry } from '../../custody/packet/ustar.ts'
import { packCbeff } from '../record/cbeff.ts'
import { type LosslessGap, losslessStudent } from '../record/lossless-student.ts'
import type { PictureCodec } from '../record/picture-codec.ts'
import { readStudentRecord } from '../record/read-student-record.ts'
import type { RecordFault } from '../record/read-tagged-record.ts'
import { defaultRoute, packStudentRecord, type RecordRoute } from '../record/student-record.ts'
import { gatherStudent, type StudentGap } from './gather-student.ts'

/** ANSI/NIST-ITL; CBEFF XML with ISO/IEC 19794:2011 inside, images as they are or as MOSIP takes them. */
export const recordFormats = ['an2', 'cbeff', 'mosip'] as const

export type RecordFormat = (typeof recordFormats)[number]

/** Name of the record in a student's folder. */
export const recordFile = {
  an2: 'record.an2',
  cbeff: 'record.cbeff.xml',
  mosip: 'record.mosip.xml',
} as const satisfies Record<RecordFormat, string>

/** Why a packet has no record. Names the piece, never its content. */
export type RecordGap = StudentGap | LosslessGap | RecordFault

/** One student as one file of the format, from the opened pieces of a verified packet. `mosip` needs the codec. */
export function assembleRecord(
  manifest: PacketManifest,
  pieces: readonly ArchiveEntry[],
  route: RecordRoute = defaultRoute,
  format: RecordFormat = 'an2',
  codec?: PictureCodec,
): Result<Uint8Array, RecordGap> {
  const student = gatherStudent(manifest, pieces, route)
  if (!student.ok) return student
  if (format === 'cbeff') return ok(packCbeff(student.value))
  if (format === 'mosip') {
    if (!codec) throw new Error('no codec for mosip')
    const lossless = losslessStudent(student.value, codec)
    return lossless.ok ? ok(packCbeff(lossless.value)) : lossless
  }
  const bytes = packStudentRecord(student.value)
  const read = readStudentRecord(bytes)
  return read.ok ? ok(bytes) : read
}
