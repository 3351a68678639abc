import { sha256Hex } from '../../core/hash.ts'
import { Personal } from '../../core/personal.ts'
import { dataField, fieldName, fieldRule, separators } from './field-rule.ts'
import type { ReadRecord } from './read-tagged-record.ts'
import { checksumField } from './record-checksum.ts'

/**
 * A record for people to read: one line a field, number and name as in the standard, images as size and
 * hash. Type-2 says who it is, so its values are masked unless revealed.
 */
export function recordLines(records: readonly ReadRecord[], reveal: boolean): readonly string[] {
  return records.flatMap((record) => {
    const { type, fields, data } = record
    const lines = fields.map(({ field, value }) => {
      const isPersonal = type === 2 && field > 2 && field !== checksumField
      const shown = isPersonal && !reveal ? String(new Personal(value)) : visible(value)
      return line(type, field, shown)
    })
    if (data) lines.push(line(type, dataField, `${data.length} byte, sha256 ${sha256Hex(data)}`))
    return [`Type-${type}`, ...lines]
  })
}

function line(type: ReadRecord['type'], field: number, shown: string): string {
  const words = [fieldName(type, field), fieldRule(type, field)?.mnemonic, shown]
  return `  ${words.filter(Boolean).join(' ')}`
}

function visible(value: string): string {
  return value.replaceAll(separators.record, '␞').replaceAll(separators.unit, '␟')
}
