import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'

/** Commands that this driver sends (GT-511C3 datasheet V1.1). Never SetIAPMode: it waits for new firmware. */
export const gtCommand = {
  open: 0x01,
  changeBaudrate: 0x04,
  cmosLed: 0x12,
  getEnrollCount: 0x20,
  checkEnrolled: 0x21,
  isPressFinger: 0x26,
  deleteId: 0x40,
  verify: 0x50,
  captureFinger: 0x60,
  makeTemplate: 0x61,
  getImage: 0x62,
  setTemplate: 0x71,
} as const

/** Longest times to an answer. The best capture takes several pictures. */
export const gtAnswerMs = { query: 500, probe: 300, capture: 5_000, work: 3_000, flash: 5_000 } as const

export const gtCode = {
  badId: 0x1003,
  communicationError: 0x1006,
  idUnused: 0x1004,
  verifyFailed: 0x1007,
  badFinger: 0x100c,
  unsupported: 0x100e,
  notPressed: 0x1012,
} as const

const meanings: Readonly<Record<number, string>> = {
  0x1001: 'time ran out inside the part',
  0x1002: 'bad rate',
  0x1003: 'number out of range',
  0x1004: 'number not in use',
  0x1005: 'number in use',
  0x1006: 'communication error',
  0x1007: 'verification failed',
  0x1008: 'identification failed',
  0x1009: 'library full',
  0x100a: 'library empty',
  0x100b: 'wrong order of commands',
  0x100c: 'bad finger',
  0x100d: 'enrolment failed',
  0x100e: 'command not supported',
  0x100f: 'device error',
  0x1010: 'cancelled',
  0x1011: 'parameter out of range',
  0x1012: 'finger not pressed',
}

/** Any code of a refusal is a failure, known or not. */
export function gtRefusal(code: number, during: string): ScannerFault {
  switch (code) {
    case gtCode.notPressed:
      return { kind: 'bad-press', reason: 'lifted' }
    case gtCode.badFinger:
      return { kind: 'bad-press', reason: 'unclear' }
    case gtCode.unsupported:
      return { kind: 'unsupported', what: during }
    default:
      return { kind: 'refused', by: 'part', code, meaning: meanings[code], during }
  }
}
