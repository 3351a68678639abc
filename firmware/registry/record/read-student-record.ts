import { ok, type Result } from '../../../hal/contract/result.ts'
import { baselineJpegFacts, greyPngFacts, type PictureFacts } from '../../custody/packet/picture-facts.ts'
import { declinedField, readDeclinedFingers } from './declined-fingers.ts'
import { dataField, fieldName, separators } from './field-rule.ts'
import {
  badRecord,
  type ReadField,
  type ReadRecord,
  type RecordFault,
  readTaggedRecord,
} from './read-tagged-record.ts'
import { checksumField, recordChecksum } from './record-checksum.ts'

/**
 * Reads what `packStudentRecord` writes and refuses everything else: the records must be those that
 * Type-1 announces, each index and finger once, every image as large as its fields say
 * (ANSI/NIST-ITL 1-2011 Update 2015, sections 7.1, 8.1, 8.10, 8.14), and the checksum that of the bytes.
 */
export function readStudentRecord(bytes: Uint8Array): Result<readonly ReadRecord[], RecordFault> {
  const head = readTaggedRecord(bytes, 0)
  if (!head.ok) return head
  if (head.value.type !== 1) return badRecord('header', 0)
  const announced = announcedRecords(head.value)
  if (!announced.ok) return announced
  const records: ReadRecord[] = [head.value]
  for (const expected of announced.value) {
    const offset = records.at(-1)?.end ?? 0
    if (offset === bytes.length) return badRecord('count', offset, '1.003')
    const record = readTaggedRecord(bytes, offset)
    if (!record.ok) return record
    const fault = checkAgainst(record.value, expected, records) ?? checkImage(record.value)
    if (fault) return fault
    records.push(record.value)
  }
  const end = records.at(-1)?.end ?? 0
  if (end !== bytes.length) return badRecord('count', end, '1.003')
  return checkDeclined(records) ?? checkWhole(bytes, records) ?? ok(records)
}

interface Announced {
  readonly type: string
  readonly index: string
}

function announcedRecords(head: ReadRecord): Result<readonly Announced[], RecordFault> {
  const count = fieldOf(head, 3)
  const [first, ...rest] = count.value.split(separators.record)
  const listed = rest.map((part) => {
    const [type = '', index = ''] = part.split(separators.unit)
    return { type, index }
  })
  const agrees = first === `1${separators.unit}${listed.length}`
  return agrees ? ok(listed) : badRecord('count', count.offset, '1.003')
}

function checkAgainst(
  record: ReadRecord,
  expected: Announced,
  before: readonly ReadRecord[],
): Result<never, RecordFault> | undefined {
  const { type, offset } = record
  if (String(type) !== expected.type) return badRecord('count', offset, '1.003')
  const others = before.filter((other) => other.type !== 1)
  const index = fieldOf(record, 2)
  const isTaken = others.some((other) => fieldOf(other, 2).value === index.value)
  if (index.value !== expected.index || isTaken) return badRecord('index', index.offset, fieldName(type, 2))
  if (type !== 14) return undefined
  const position = fieldOf(record, 13)
  const isPressedTwice = others.some(
    (other) => other.type === 14 && fieldOf(other, 13).value === position.value,
  )
  return isPressedTwice ? badRecord('position', position.offset, '14.013') : undefined
}

function checkImage(record: ReadRecord): Result<never, RecordFault> | undefined {
  const { type, data, end, offset } = record
  if (type === 2) return undefined
  const absent = record.fields.find(({ field }) => type === 14 && field === 18)
  if (absent) {
    const position = fieldOf(record, 13).value
    if (!absent.value.startsWith(`${position}${separators.unit}`)) {
      return badRecord('position', absent.offset, '14.018')
    }
    const extra = record.fields.find(({ field }) => field >= 6 && field <= 12)
    if (extra) return badRecord('field', extra.offset, fieldName(type, extra.field))
    return data ? badRecord('field', end - 1 - data.length, '14.999') : undefined
  }
  if (!data) return badRecord('missing', offset, fieldName(type, dataField))
  const [width, height] = [fieldOf(record, 6), fieldOf(record, 7)].map(({ value }) => Number(value))
  const actual = pictureFacts(fieldOf(record, 11).value, data, { widthPx: width ?? 0, heightPx: height ?? 0 })
  const fits = actual?.widthPx === width && actual?.heightPx === height
  return fits ? undefined : badRecord('image-size', end - 1 - data.length, fieldName(type, dataField))
}

// A finger that was declined has no record of its own.
function checkDeclined(records: readonly ReadRecord[]): Result<never, RecordFault> | undefined {
  const listed = records.find(({ type }) => type === 2)?.fields.find(({ field }) => field === declinedField)
  if (!listed) return undefined
  const positions = readDeclinedFingers(listed.value)
  const isPressed = (record: ReadRecord) =>
    record.type === 14 && positions?.includes(fieldOf(record, 13).value)
  return positions && !records.some(isPressed)
    ? undefined
    : badRecord('position', listed.offset, fieldName(2, declinedField))
}

// Last of all: a changed byte gets the narrower reason where there is one.
function checkWhole(
  bytes: Uint8Array,
  records: readonly ReadRecord[],
): Result<never, RecordFault> | undefined {
  const name = fieldName(2, checksumField)
  const person = records.find(({ type }) => type === 2)
  if (!person) return badRecord('missing', bytes.length, name)
  const { value, offset } = fieldOf(person, checksumField)
  return value === recordChecksum(bytes, offset) ? undefined : badRecord('checksum', offset, name)
}

// Raw pixels say nothing about themselves but how many they are.
function pictureFacts(
  compression: string,
  data: Uint8Array,
  claimed: PictureFacts,
): PictureFacts | undefined {
  if (compression === 'PNG') return greyPngFacts(data)
  if (compression === 'JPEGB') return baselineJpegFacts(data)
  return data.length === claimed.widthPx * claimed.heightPx ? claimed : undefined
}

// The fields asked for here are needed ones: `readTaggedRecord` has seen them.
function fieldOf(record: ReadRecord, field: number): ReadField {
  const found = record.fields.find((one) => one.field === field)
  if (!found) throw new Error(`no field ${fieldName(record.type, field)}`)
  return found
}
