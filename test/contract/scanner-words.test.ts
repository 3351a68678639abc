import { expect, test } from 'vitest'
import { scannerWords } from '../../firmware/service/diagnostics/describe-scanner.ts'
import type { Damage, ScannerFault } from '../../hal/contract/fingerprint-scanner.ts'
import { partRefusal, refusal } from '../../hal/driver/ef01/ef01-command.ts'
import { gtRefusal } from '../../hal/driver/gt/gt-command.ts'

const damages: readonly Damage[] = [
  'noise',
  'checksum',
  'length',
  'kind',
  'echo',
  'stray-data',
  'stray-answer',
  'stranger',
  'short',
  'too-long',
  'odd-size',
]
const ef01Codes = Array.from({ length: 256 }, (_, code) => refusal(code, 'GenImg'))
const gtCodes = Array.from({ length: 32 }, (_, low) => gtRefusal(0x1000 + low, 'Verify'))
const faults: readonly ScannerFault[] = [
  { kind: 'silent' },
  { kind: 'unplugged' },
  ...damages.map((damage) => ({ kind: 'garbled', damage, bytes: 128 }) as const),
  { kind: 'locked', by: 'address', address: 0x0102_0304 },
  { kind: 'refused', by: 'port', cause: 'busy', path: '/dev/ttyAMA0' },
  { kind: 'refused', by: 'port', cause: 'settings', path: '/dev/ttyAMA0' },
  { kind: 'unsupported', what: 'commissioning' },
  partRefusal(0x03, 'GenImg'),
  ...ef01Codes,
  ...gtCodes,
]

test('every fault has a cause and a remedy in words of its own language', () => {
  for (const fault of faults) {
    for (const model of [undefined, 'R503', 'GT-511C3']) {
      const words = scannerWords(fault, model)
      expect(words, words).toMatch(/[.:,] /)
      expect(words, words).toMatch(/\.$/)
      expect(words, words).not.toMatch(/\b(undefined|the|not|of|out|failed|error)\b/i)
    }
  }
})

test('a remedy is one that the family has', () => {
  const short = { kind: 'garbled', damage: 'short', bytes: 9 } as const
  expect(scannerWords(short, 'R307')).toContain('commission --to')
  for (const damage of damages) {
    expect(scannerWords({ kind: 'garbled', damage, bytes: 9 }, 'GT-511C3')).not.toContain('commission')
  }
  expect(scannerWords(short, 'gt-511c3')).toContain('scanner.baud')
  expect(scannerWords({ kind: 'unsupported', what: 'commissioning' }, 'GT-511C3')).toContain('scanner.baud')
  expect(scannerWords(partRefusal(0x31, 'UpImage'))).toContain('pakai sensor lain')
})

test('row 33: a code always stands beside words, and one the manual does not know is said to be so', () => {
  expect(scannerWords(refusal(0x29, 'GenImg'))).toBe(
    'Sensor menolak GenImg: kerusakan kaca sensor (29). Cabut daya 2 detik, coba lagi. Bila tetap, ganti sensor.',
  )
  expect(scannerWords(refusal(0x77, 'GenImg'))).toContain('kode yang tidak ada di buku panduan (77)')
  expect(scannerWords(gtRefusal(0x1009, 'SetTemplate'))).toContain('memori sidik penuh (1009)')
})
