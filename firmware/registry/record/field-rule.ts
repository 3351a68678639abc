import { declinedField } from './declined-fingers.ts'
import { checksumField } from './record-checksum.ts'

/** Separators of a traditional record (ANSI/NIST-ITL 1-2011 Update 2015, Annex B.1). */
export const separators = { file: '\x1c', group: '\x1d', record: '\x1e', unit: '\x1f' } as const

/** Record types that Rekam writes: transaction, user-defined text, face, finger. */
export type RecordType = 1 | 2 | 10 | 14

/** Number of the field that holds an image: raw bytes, always the last. */
export const dataField = 999

/** A reader's fault for a value that breaks its rule. */
export type ValueReason = 'value' | 'version' | 'count' | 'index' | 'position' | 'compression'

/** One field of one record type: its name in the standard, when it must be there, what it may hold. */
export interface FieldRule {
  readonly mnemonic: string
  /** `image`: there exactly when the record holds an image. */
  readonly need: 'always' | 'image' | 'optional'
  readonly pattern: RegExp
  readonly reason: ValueReason
}

const { record: rs, unit: us } = separators
const number = /^[1-9]\d{0,4}$/
const date = '(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'
const day = new RegExp(`^${date}$`)
const collection = /^(?:CONTROLLED|ASSISTED|OBSERVED|UNATTENDED|UNKNOWN)$/
const agency = /^[!-~](?:[ -~]{0,62}[!-~])?$/
const finger = '(?:[1-9]|10)'
const noFrequency = /^00\.00$/

function rule(
  mnemonic: string,
  pattern: RegExp,
  need: FieldRule['need'] = 'always',
  reason: ValueReason = 'value',
): FieldRule {
  return { mnemonic, need, pattern, reason }
}

const length = rule('LEN', /^[1-9]\d{0,9}$/)
const index = rule('IDC', /^\d\d$/, 'always', 'index')

// Section 8.1. Type-1 has no IDC: its second field is the version.
const transactionRules: Readonly<Record<number, FieldRule>> = {
  1: length,
  2: rule('VER', /^0502$/, 'always', 'version'),
  3: rule('CNT', new RegExp(`^1${us}[1-9]\\d?(?:${rs}(?:2|10|14)${us}\\d\\d)+$`), 'always', 'count'),
  4: rule('TOT', /^[!-~]{1,16}$/),
  5: rule('DAT', day),
  6: rule('PRY', /^[1-9]$/, 'optional'),
  7: rule('DAI', agency),
  8: rule('ORI', agency),
  9: rule('TCN', /^[!-~]{1,40}$/),
  10: rule('TCR', /^[!-~]{1,40}$/, 'optional'),
  11: rule('NSR', noFrequency),
  12: rule('NTR', noFrequency),
  13: rule('DOM', new RegExp(`^[!-~]{1,40}${us}[!-~]{1,20}$`), 'optional'),
  14: rule('GMT', new RegExp(`^${date}(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\dZ$`), 'optional'),
}

const fromAgency = {
  1: length,
  2: index,
  4: rule('SRC', /^[!-~]{9,35}$/),
} as const

// Section 8.10. Rekam writes the camera's own baseline JPEG and nothing else.
const faceRules: Readonly<Record<number, FieldRule>> = {
  ...fromAgency,
  3: rule('IMT', /^FACE$/),
  5: rule('PHD', day),
  6: rule('HLL', number, 'image'),
  7: rule('VLL', number, 'image'),
  8: rule('SLC', /^0$/, 'image'),
  9: rule('THPS', /^1$/, 'image'),
  10: rule('TVPS', /^1$/, 'image'),
  11: rule('CGA', /^JPEGB$/, 'image', 'compression'),
  12: rule('CSP', /^(?:YCC|GRAY|UNK)$/, 'image'),
  13: rule('SAP', /^[01]$/),
  20: rule('POS', /^F$/),
  30: rule('DMM', collection),
  38: rule('COM', /^[!-~][ -~]{0,124}[!-~]$/, 'optional'),
  [dataField]: rule('DATA', /^$/, 'image'),
}

// Section 8.14. No XX in 14.018, which wants a partial print. No 14.022, 14.024 and 14.031: there is no NFIQ, no registered measure and no FAP level here.
const fingerRules: Readonly<Record<number, FieldRule>> = {
  ...fromAgency,
  3: rule('IMP', /^0$/),
  5: rule('FCD', day),
  6: rule('HLL', number, 'image'),
  7: rule('VLL', number, 'image'),
  8: rule('SLC', /^1$/, 'image'),
  9: rule('THPS', number, 'image'),
  10: rule('TVPS', number, 'image'),
  11: rule('CGA', /^(?:NONE|PNG)$/, 'image', 'compression'),
  12: rule('BPX', /^8$/, 'image'),
  13: rule('FGP', new RegExp(`^${finger}$`), 'always', 'position'),
  18: rule('AMP', new RegExp(`^${finger}${us}UP$`), 'optional', 'position'),
  20: rule('COM', /^[!-~][ -~]{0,126}[!-~]$/, 'optional'),
  30: rule('DMM', collection),
  [dataField]: rule('DATA', /^$/, 'image'),
}

// Section 8.2: everything after the IDC is a matter of the domain named in 1.013. One plain text each, the
// checksum of the whole file, and the fingers that were declined.
const userRules: Readonly<Record<number, FieldRule>> = {
  1: length,
  2: index,
  [checksumField]: rule('', /^[0-9a-f]{64}$/),
  [declinedField]: rule('', new RegExp(`^${finger}(?:,${finger})*$`), 'optional', 'position'),
}
const userText = rule('', /^\P{Cc}{1,200}$/u, 'optional')

const rules = { 1: transactionRules, 2: userRules, 10: faceRules, 14: fingerRules } as const

/** The rule of a field; `undefined` when Rekam never writes it. */
export function fieldRule(type: RecordType, field: number): FieldRule | undefined {
  const isUserText = type === 2 && field > 2 && field < dataField
  return rules[type][field] ?? (isUserText ? userText : undefined)
}

/** Numbers of the fields that a record of this type cannot lack. */
export function neededFields(type: RecordType, withImage: boolean): readonly number[] {
  return Object.entries(rules[type])
    .filter(([, { need }]) => need === 'always' || (need === 'image' && withImage))
    .map(([field]) => Number(field))
}

/** A field as the standard writes it: `14.013`. */
export function fieldName(type: RecordType, field: number): string {
  return `${type}.${String(field).padStart(3, '0')}`
}

export function isRecordType(type: number): type is RecordType {
  return type in rules
}
