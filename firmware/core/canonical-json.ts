/** Values that can be signed: no `undefined`, no fractions that print differently elsewhere, no half characters. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/**
 * One text for one value: keys sorted by code unit, no blanks, members that are `undefined` left out.
 * Numbers must be safe integers, so that every language prints them alike (RFC 8785 restricted), and a surrogate stands
 * in its pair (3.2.2.2). Throws on any other value.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new Error('canonical JSON holds safe integers only')
  }
  if (typeof value === 'string') return textOf(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${textOf(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** Whether every text in a value that was parsed from JSON has a canonical spelling. */
export function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, member]) => key.isWellFormed() && isWellFormed(member))
}

function textOf(text: string): string {
  if (!text.isWellFormed()) throw new Error('canonical JSON holds whole characters only')
  return JSON.stringify(text)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
