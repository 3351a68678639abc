import type { ScannerFault } from '../contract/fingerprint-scanner.ts'

/** Instructions of the EF01 family that this driver sends (R503 manual V1.2.1, section 4). */
export const command = {
  genImage: [0x01],
  upImage: [0x0a],
  readParameters: [0x0f],
  readProductInfo: [0x3c],
  match: [0x03],
  verifyPassword: (password: number) => [0x13, ...bytesOf(password, 4)],
  extract: (buffer: number) => [0x02, buffer],
  upTemplate: (buffer: number) => [0x08, buffer],
  downTemplate: (buffer: number) => [0x09, buffer],
  setParameter: (number: 4 | 5 | 6, value: number) => [0x0e, number, value],
} as const

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
  locked: 0x21,
} as const

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
      return { kind: 'locked' }
    default:
      return { kind: 'refused', code: answer, during }
  }
}

function bytesOf(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (value >>> (8 * (count - 1 - index))) & 0xff)
}
