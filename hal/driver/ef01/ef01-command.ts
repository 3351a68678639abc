import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'

/** Instructions of the EF01 family that this driver sends (R503 manual V1.2.1, section 4; ZFM-70 for the lamp, Synochip for 3C). */
export const command = {
  genImage: [0x01],
  genImageEx: [0x28],
  upImage: [0x0a],
  readParameters: [0x0f],
  readProductInfo: [0x3c],
  match: [0x03],
  growHandshake: [0x40],
  synochipHandshake: [0x35],
  softReset: [0x3d],
  lampOn: [0x50],
  lampOff: [0x51],
  countTemplates: [0x1d],
  readIndexTable: (page: number) => [0x1f, page],
  aura: (mode: number, speed: number, colour: number, count: number) => [0x35, mode, speed, colour, count],
  controlBln: (mode: number, from: number, to: number, count: number) => [0x3c, mode, from, to, count],
  verifyPassword: (password: number) => [0x13, ...bytesOf(password, 4)],
  extract: (buffer: number) => [0x02, buffer],
  upTemplate: (buffer: number) => [0x08, buffer],
  downTemplate: (buffer: number) => [0x09, buffer],
  setParameter: (number: 4 | 5 | 6, value: number) => [0x0e, number, value],
} as const

/** Longest times to an answer, from the manuals' own figures. */
export const answerMs = { query: 500, work: 3_000, flash: 5_000, light: 200, password: 300 } as const

/** Before a busy part is asked again: longer than any of its own work between two commands. */
export const busyPauseMs = 300

/** Confirmation codes with a meaning of their own for us. */
export const code = {
  ok: 0x00,
  notUnderstood: 0x01,
  noFinger: 0x02,
  captureFailed: 0x03,
  dry: 0x04,
  wet: 0x05,
  messy: 0x06,
  small: 0x07,
  different: 0x08,
  wrongPassword: 0x13,
  noImage: 0x15,
  wrongAddress: 0x20,
  locked: 0x21,
  unsupported: 0xfc,
} as const

// R503 and ZFM manuals, list of confirmation codes; 17 and 41-45 as seen in the field; 31 of Synochip parts.
const meanings: Readonly<Record<number, string>> = {
  0x01: 'packet not understood or busy',
  0x03: 'image not taken',
  0x09: 'not found',
  0x0a: 'templates do not belong together',
  0x0b: 'template number out of range',
  0x0c: 'template unreadable',
  0x0d: 'template not sent',
  0x0e: 'cannot receive data',
  0x0f: 'image not sent',
  0x10: 'not deleted',
  0x17: 'residual print or finger not moved',
  0x18: 'flash error',
  0x1a: 'no such setting',
  0x1b: 'setting out of range',
  0x1d: 'port failed',
  0x1f: 'library full',
  0x22: 'template empty',
  0x24: 'library empty',
  0x26: 'time ran out inside the part',
  0x29: 'sensor hardware',
  0x31: 'not allowed at this level of encryption',
  0x41: 'no finger at the second press',
  0x42: 'second press failed',
  0x43: 'too few features at the second press',
  0x44: 'second press too messy',
  0x45: 'already enrolled',
  0xfc: 'instruction not supported',
  0xfd: 'hardware',
  0xfe: 'execution failed',
}

/** Any other code is a failure, never a success; it keeps its number for the technician. */
export function refusal(answer: number, during: string): ScannerFault {
  switch (answer) {
    case code.captureFailed:
    case code.noImage:
    case code.noFinger:
      return { kind: 'bad-press', reason: 'lifted' }
    case code.dry:
      return { kind: 'bad-press', reason: 'dry' }
    case code.wet:
      return { kind: 'bad-press', reason: 'wet' }
    case code.messy:
    case code.small:
      return { kind: 'bad-press', reason: 'unclear' }
    case code.wrongPassword:
    case code.locked:
      return { kind: 'locked', by: 'password' }
    case code.wrongAddress:
      return { kind: 'locked', by: 'address', address: undefined }
    default:
      return partRefusal(answer, during)
  }
}

/** A failure of the part itself, with the manual's word for it. */
export function partRefusal(answer: number, during: string): ScannerFault {
  return { kind: 'refused', by: 'part', code: answer, meaning: meanings[answer], during }
}

function bytesOf(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (value >>> (8 * (count - 1 - index))) & 0xff)
}
