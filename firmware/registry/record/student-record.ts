import type { FingerException } from '../../core/exception-reason.ts'
import type { FingerPosition } from '../../core/finger-position.ts'
import type { JpegFacts, PictureFacts } from '../../custody/packet/picture-facts.ts'
import { declinedField, declinedFingers } from './declined-fingers.ts'
import { fieldName, separators } from './field-rule.ts'
import { blankChecksum, checksumField, recordChecksum } from './record-checksum.ts'
import { packTaggedRecord, type TaggedField, type TaggedRecord } from './tagged-record.ts'

/** Sender, receiver and purpose (fields 1.004, 1.007, 1.008): a matter of agreement with the office. */
export interface RecordRoute {
  readonly purpose: string
  readonly destination: string
  readonly origin: string
}

export const defaultRoute: RecordRoute = { purpose: 'ENRL', destination: 'DUKCAPIL', origin: 'REKAM' }

/** A finger as it was pressed, or why there is no image of it. */
export interface RecordFinger {
  readonly position: FingerPosition
  /** Local day `YYYYMMDD`, and the same moment as Unix time. */
  readonly day: string
  readonly wallMs: number
  readonly comment?: string
  readonly capture: FingerImage | { readonly absent: FingerException }
}

/** How an image came about. */
export interface RecordEffort {
  /** Presses or shots, the kept one among them. */
  readonly attempts: number
  /** Rekam's own, 0-100; not NFIQ. */
  readonly score?: number | undefined
  /** Kept although none of them was good enough. */
  readonly weak: boolean
}

export interface FingerImage extends PictureFacts, RecordEffort {
  /** `JP2L` for `mosip` alone. */
  readonly compression: 'PNG' | 'NONE' | 'JP2L'
  readonly dpi: number
  /** See `captureTechnology`. */
  readonly technology: number
  readonly data: Uint8Array
}

export interface RecordFace extends PictureFacts, RecordEffort {
  /** 10.038: how it was looked at and chosen, in words. */
  readonly comment?: string
  readonly day: string
  readonly wallMs: number
  readonly compression: 'JPEGB' | 'JP2L'
  readonly colour: JpegFacts['colour'] | 'SRGB'
  readonly data: Uint8Array
}

export interface StudentRecord {
  readonly route: RecordRoute
  /** 1.009: unique for ever, at most 40 characters. */
  readonly control: string
  /** Local day `YYYYMMDD`, and the same moment in UTC `YYYYMMDDHHMMSSZ`. */
  readonly day: string
  readonly moment: string
  /** 10.004 and 14.004: 9 to 35 characters. */
  readonly source: string
  readonly collection: 'UNATTENDED' | 'ASSISTED'
  /** Type-2 by number, 3 to 8 and from 11. Means what the domain `REKAM` 1 says (intake's README). */
  readonly person: readonly TaggedField[]
  readonly face: RecordFace
  readonly fingers: readonly RecordFinger[]
}

/**
 * One student as one transaction, ANSI/NIST-ITL 1-2011 Update 2015 (VER 0502), traditional encoding:
 * Type-1, Type-2, Type-10, then a Type-14 for every finger that was pressed or cannot be; one that was declined
 * is in 2.010. 2.009 holds the checksum of it all. The same student gives the same bytes.
 */
export function packStudentRecord(student: StudentRecord): Uint8Array {
  const records = [personRecord, faceRecord].map((make) => make(student))
  for (const finger of student.fingers.filter((one) => !isDeclined(one)))
    records.push(fingerRecord(student, finger, records.length))
  const bytes = Buffer.concat([headRecord(student, records), ...records].map(toBytes))
  // No value holds a separator, so the first such tag is the field itself.
  const tag = `${separators.group}${fieldName(2, checksumField)}:`
  const offset = bytes.indexOf(tag) + tag.length
  bytes.write(recordChecksum(bytes, offset), offset)
  return new Uint8Array(bytes)
}

function toBytes(record: TaggedRecord): Uint8Array {
  return packTaggedRecord(record)
}

function headRecord(student: StudentRecord, records: readonly TaggedRecord[]): TaggedRecord {
  const { record: rs, unit: us } = separators
  const listed = records.map(({ type }, index) => `${type}${us}${designation(index)}`)
  const { route } = student
  const fields = textFields({
    2: '0502',
    3: [`1${us}${records.length}`, ...listed].join(rs),
    4: route.purpose,
    5: student.day,
    7: route.destination,
    8: route.origin,
    9: student.control,
    // No Type-4 here, so no nominal resolution.
    11: '00.00',
    12: '00.00',
    13: `REKAM${us}1`,
    14: student.moment,
  })
  return { type: 1, fields }
}

function personRecord({ person, fingers }: StudentRecord): TaggedRecord {
  const declined = fingers.filter(isDeclined).map(({ position }) => position)
  const own = {
    2: designation(0),
    [checksumField]: blankChecksum,
    ...(declined.length > 0 && { [declinedField]: declinedFingers(declined) }),
  }
  const fields = [...textFields(own), ...person]
  return { type: 2, fields: fields.toSorted((one, other) => one.field - other.field) }
}

function faceRecord({ face, source, collection }: StudentRecord): TaggedRecord {
  const fields = textFields({
    2: designation(1),
    3: 'FACE',
    4: source,
    5: face.day,
    6: String(face.widthPx),
    7: String(face.heightPx),
    8: '0',
    9: '1',
    10: '1',
    11: face.compression,
    12: face.colour,
    // Unknown profile: this photo was not measured against one.
    13: '0',
    20: 'F',
    30: collection,
    ...(face.comment && { 38: face.comment }),
  })
  return { type: 10, fields, data: face.data }
}

// 14.018 is UP wherever there is no image: XX is for the partial print of an amputated finger.
function fingerRecord(student: StudentRecord, finger: RecordFinger, index: number): TaggedRecord {
  const { capture, position } = finger
  const isAbsent = 'absent' in capture
  const fields = textFields({
    2: designation(index),
    3: '0',
    4: student.source,
    5: finger.day,
    ...(isAbsent ? {} : imageFields(capture)),
    13: String(position),
    ...(isAbsent && { 18: `${position}${separators.unit}UP` }),
    ...(finger.comment && { 20: finger.comment }),
    30: student.collection,
  })
  return { type: 14, fields, ...(!isAbsent && { data: capture.data }) }
}

// Section 8.14: "if a finger has simply not been acquired no type 14 should be created".
function isDeclined({ capture }: RecordFinger): boolean {
  return 'absent' in capture && capture.absent === 'declined'
}

function imageFields(image: FingerImage): Readonly<Record<number, string>> {
  return {
    6: String(image.widthPx),
    7: String(image.heightPx),
    8: '1',
    9: String(image.dpi),
    10: String(image.dpi),
    11: image.compression,
    12: '8',
  }
}

function designation(index: number): string {
  return String(index).padStart(2, '0')
}

// Whole-number keys come out in rising order, as the standard wants them.
function textFields(values: Readonly<Record<number, string>>): readonly TaggedField[] {
  return Object.entries(values).map(([field, value]) => ({ field: Number(field), value }))
}
