/** How far a recording has come after the registry took it, in words that a student can use. */
export const studentStatuses = [
  'checking',
  'ready-to-print',
  'record-again',
  'see-officer',
  'printed',
  'at-school',
  'handed-over',
] as const

export type StudentStatus = (typeof studentStatuses)[number]

// Codes as certificates and registry pages have them (domain.md 3.3); about 18 exist.
const known: Readonly<Record<string, StudentStatus>> = {
  PROCESSING: 'checking',
  SENT_FOR_ENROLLMENT: 'checking',
  SFE: 'checking',
  RECEIVED_AT_CENTRAL: 'checking',
  PACKET_RETRY: 'checking',
  PRINT_READY_RECORD: 'ready-to-print',
  PRR: 'ready-to-print',
  ENROLL_FAILURE_AT_CENTRAL: 'record-again',
  EFAC: 'record-again',
  ENROLL_FAILURE_AT_REGIONAL: 'record-again',
  SEARCH_FAILURE_AT_CENTRAL: 'record-again',
  MISSING_BIOMETRIC_EXCEPTION: 'record-again',
  DUPLICATE_RECORD: 'see-officer',
  DUP: 'see-officer',
  CARD_PRINTED: 'printed',
  CARD_SHIPPED: 'at-school',
  CARD_ISSUED: 'handed-over',
}

/** The meaning of a national code for a student. A code unknown here means nothing yet, and is kept as it came. */
export function studentStatusOf(code: string): StudentStatus | undefined {
  if (Object.hasOwn(known, code)) return known[code]
  if (code.startsWith('ADJUDICATE_')) return 'see-officer'
  return /^(?:ENROLL|SEARCH)_/.test(code) ? 'record-again' : undefined
}
