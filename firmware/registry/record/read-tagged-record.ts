import { isUtf8 } from 'node:buffer'
import { err, ok, type Result } from '../../../hal/contract/result.ts'
import {
  dataField,
  fieldName,
  fieldRule,
  isRecordType,
  neededFields,
  type RecordType,
  separators,
  type ValueReason,
} from './field-rule.ts'

/** Why a record file was refused, at which byte, and in which field. Never says a value. */
export interface RecordFault {
  readonly kind: 'bad-record'
  readonly offset: number
  readonly reason:
    | 'truncated'
    | 'header'
    | 'length'
    | 'tag'
    | 'order'
    | 'field'
    | 'missing'
    | ValueReason
    | WholeReason
  /** As the standard writes it: `14.013`. */
  readonly field?: string
}

type WholeReason = 'image-size' | 'checksum'

export interface ReadField {
  readonly field: number
  readonly value: string
  /** Of the value, in the whole file. */
  readonly offset: number
}

export interface ReadRecord {
  readonly type: RecordType
  /** Where the record begins in the file. */
  readonly offset: number
  /** First byte after the record. */
  readonly end: number
  /** In rising order, LEN the first; the image is not among them. */
  readonly fields: readonly ReadField[]
  readonly data?: Uint8Array
}

interface Frame {
  readonly type: RecordType
  readonly length: string
  readonly lengthOffset: number
  readonly first: number
  /** The place of the closing FS. */
  readonly close: number
}

export function badRecord(
  reason: RecordFault['reason'],
  offset: number,
  field?: string,
): Result<never, RecordFault> {
  return err({ kind: 'bad-record', offset, reason, ...(field !== undefined && { field }) })
}

const tagBytes = 7
const opening = new RegExp(`^([1-9]\\d?)\\.001:([1-9]\\d{0,9})${separators.group}`)
const [fileSeparator, groupSeparator] = [0x1c, 0x1d]

/**
 * Reads one record of the traditional encoding (ANSI/NIST-ITL 1-2011 Update 2015, Annex B.1) and holds
 * every field against its rule. Trusts LEN only as far as it ends on a separator.
 */
export function readTaggedRecord(bytes: Uint8Array, offset: number): Result<ReadRecord, RecordFault> {
  const frame = readFrame(bytes, offset)
  if (!frame.ok) return frame
  const { type, length, lengthOffset, first, close } = frame.value
  const fields: ReadField[] = [{ field: 1, value: length, offset: lengthOffset }]
  let data: Uint8Array | undefined
  for (let at = first; at <= close; ) {
    const field = readTag(bytes.subarray(at, close), type)
    if (field === undefined) return badRecord('tag', at)
    const name = fieldName(type, field)
    if (field <= (fields.at(-1)?.field ?? 0)) return badRecord('order', at, name)
    const rule = fieldRule(type, field)
    if (!rule) return badRecord('field', at, name)
    const start = at + name.length + 1
    if (field === dataField) {
      data = bytes.subarray(start, close)
      break
    }
    const stop = valueEnd(bytes, start, close)
    if (bytes[stop] === fileSeparator && stop < close) return badRecord('length', lengthOffset)
    const raw = bytes.subarray(start, stop)
    const value = Buffer.from(raw).toString('utf8')
    if (!isUtf8(raw) || !rule.pattern.test(value)) return badRecord(rule.reason, start, name)
    fields.push({ field, value, offset: start })
    // After a group separator there must be one more field, and at `close` there is none.
    at = stop + 1
  }
  const record = { type, offset, end: close + 1, fields, ...(data && { data }) }
  const missing = neededFields(type, data !== undefined).find(
    (needed) => needed !== dataField && !fields.some(({ field }) => field === needed),
  )
  return missing === undefined ? ok(record) : badRecord('missing', offset, fieldName(type, missing))
}

function readFrame(bytes: Uint8Array, offset: number): Result<Frame, RecordFault> {
  const head = Buffer.from(bytes.subarray(offset, offset + 20)).toString('latin1')
  const match = opening.exec(head)
  const type = Number(match?.[1])
  if (!match || !isRecordType(type)) {
    return badRecord(head.length < 20 ? 'truncated' : 'header', head.length < 20 ? bytes.length : offset)
  }
  const length = match[2] ?? ''
  const lengthOffset = offset + fieldName(type, 1).length + 1
  const close = offset + Number(length) - 1
  if (close >= bytes.length) return badRecord('truncated', bytes.length, fieldName(type, 1))
  const first = offset + match[0].length
  if (close < first || bytes[close] !== fileSeparator) {
    return badRecord('length', lengthOffset, fieldName(type, 1))
  }
  return ok({ type, length, lengthOffset, first, close })
}

function readTag(bytes: Uint8Array, type: RecordType): number | undefined {
  const text = Buffer.from(bytes.subarray(0, tagBytes)).toString('latin1')
  const match = /^([1-9]\d?)\.(\d{3}):/.exec(text)
  return match && Number(match[1]) === type ? Number(match[2]) : undefined
}

function valueEnd(bytes: Uint8Array, start: number, close: number): number {
  let at = start
  while (at < close && bytes[at] !== groupSeparator && bytes[at] !== fileSeparator) at += 1
  return at
}
