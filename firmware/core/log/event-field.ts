/** The values that a field of an event may hold. */
export type FieldKind =
  /** A word out of the code, such as a kind of fault. */
  | 'word'
  | 'number'
  /** The id of a visit: a UUID, which says nothing of whose visit it is. */
  | 'visit'
  /** SHA-256 of a packet, in hexadecimal digits. */
  | 'hash'
  /** A school's NPSN. */
  | 'school'
  /** A file of ours, by its path in the data folder or its name on a stick. */
  | 'file'

export interface EventField {
  readonly kind: FieldKind
  /** In Indonesian. */
  readonly means: string
  readonly isOptional?: true
}

declare const isChecked: unique symbol

/** A text that was held against the pattern of its kind. */
export type CheckedFact<K extends FieldKind> = string & { readonly [isChecked]: K }

type TextKind = Exclude<FieldKind, 'number'>

// Ten digits in a row are a NISN, sixteen a NIK: no word and no file of ours has them.
const patterns: Readonly<Record<TextKind, RegExp>> = {
  word: /^(?!.*\d{8})[a-z][a-z0-9-]{0,39}$/,
  visit: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  hash: /^[0-9a-f]{64}$/,
  school: /^\d{8}$/,
  file: /^(?!.*\d{8})[a-z][a-z0-9._-]{0,80}(\/[a-z0-9._-]{1,80}){0,4}$/,
}

/** Written to the log in place of a value that is not of its kind. */
const hidden = 'hidden'

/** A text of the given kind, or `hidden`. */
export function checkedFact<K extends TextKind>(kind: K, text: string): CheckedFact<K> {
  return (patterns[kind].test(text) ? text : hidden) as CheckedFact<K>
}

// Larger than any count here, smaller than the number of a person.
const mostNumber = 1e7

/** A value as it may be written: whatever is not of its kind is hidden. */
export function writtenFact(kind: FieldKind, value: unknown): string | number {
  if (kind === 'number')
    return typeof value === 'number' && Math.abs(value) < mostNumber ? Math.round(value * 1e3) / 1e3 : hidden
  return typeof value === 'string' ? checkedFact(kind, value) : hidden
}
