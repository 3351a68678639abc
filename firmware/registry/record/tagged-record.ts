import { dataField, fieldName, fieldRule, type RecordType, separators } from './field-rule.ts'

/** A field's number and its value, with US and RS inside where the field has parts. */
export interface TaggedField {
  readonly field: number
  readonly value: string
}

/** One record: its fields without LEN, which is known only when the bytes are, and its image. */
export interface TaggedRecord {
  readonly type: RecordType
  readonly fields: readonly TaggedField[]
  readonly data?: Uint8Array
}

/**
 * A record in the traditional encoding (ANSI/NIST-ITL 1-2011 Update 2015, Annex B.1). A field that
 * breaks its own rule is a bug here: the builder of the record has checked it before.
 */
export function packTaggedRecord({ type, fields, data }: TaggedRecord): Uint8Array {
  const texts = fields.map(({ field, value }) => {
    const rule = fieldRule(type, field)
    if (!rule?.pattern.test(value)) throw new Error(`${fieldName(type, field)} breaks its rule`)
    return `${fieldName(type, field)}:${value}`
  })
  if (data) texts.push(`${fieldName(type, dataField)}:`)
  const rest = Buffer.from(`${separators.group}${texts.join(separators.group)}`)
  const parts = [rest, data ?? new Uint8Array(), Buffer.from(separators.file)]
  const after = parts.reduce((total, part) => total + part.length, 0)
  return new Uint8Array(Buffer.concat([Buffer.from(lengthField(type, after)), ...parts]))
}

// LEN counts its own digits, so it is tried again until it no longer changes.
function lengthField(type: RecordType, after: number): string {
  let length = after
  for (;;) {
    const text = `${fieldName(type, 1)}:${length}`
    if (text.length + after === length) return text
    length = text.length + after
  }
}
