import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConsent, readMarried, readRecorded } from './read-words.ts'

const refusals = [
  'Tidak',
  'tidak setuju',
  'Tidak ada',
  'Tidak, ayah menolak',
  'TDK',
  'Belum',
  'Belum ada',
  'blm',
  'Ditolak',
  'Menolak',
  'Dicabut',
  'sudah dicabut',
  'Izin dicabut',
  'Batal',
  'dibatalkan',
  'Keberatan',
  'FALSE',
  'false',
  'N',
  'no',
  'Not given',
  'refused',
  'withdrawn',
  'T',
  'F',
  '0',
  '-',
  '--',
  '✗',
  '❌',
  'Ada, tapi belum ditandatangani',
  'Ya/Tidak',
  'ya, tetapi tidak untuk sidik jari',
  'gak',
  'Jangan',
]
const grants = [
  'Ya',
  'y',
  'YES',
  'Ada',
  'ada.',
  'sudah',
  'Sudah ada',
  'Setuju',
  'Disetujui ayah',
  'Ya, ada surat',
  'TRUE',
  'true',
  '1',
  'v',
  'V',
  '√',
  '✓',
  '✔',
  '✔️',
  '☑',
  '✅',
  'Boleh',
  'Surat izin orang tua ada',
  'ok',
]
const unclear = [
  'x',
  'X',
  'x?',
  '?',
  'ya?',
  'entah',
  'menyusul',
  'surat',
  'Pak Slamet',
  '12-05-2026',
  'P',
  'y'.repeat(300),
]

test.each(refusals)('%s refuses consent', (word) => expect(readConsent(word)).toBe('no'))
test.each(grants)('%s gives consent', (word) => expect(readConsent(word)).toBe('yes'))
test.each(unclear)('%s is not understood', (word) => expect(readConsent(word)).toBe('unclear'))
test('an empty cell says nothing', () =>
  expect(['', '  ', '\u00a0'].map(readConsent)).toEqual(Array(3).fill(undefined)))

test.each([
  'Sudah',
  'Sudah Rekam',
  'Sudah perekaman',
  'PRR',
  'prr',
  'PRINT_READY_RECORD',
  'CARD_ISSUED',
  'CARD_PRINTED',
  'SENT_FOR_ENROLLMENT',
  'DUPLICATE_RECORD',
  'KTP sudah terbit',
  'TRUE',
  '✓',
  'v',
  'Ya',
  'Selesai',
  'ADJUDICATE_X',
])('%s is recorded', (word) => expect(readRecorded(word)).toBe('yes'))

test.each([
  'Belum',
  'BELUM REKAM',
  '-',
  'Tidak',
  'FALSE',
  '0',
  'belum perekaman',
  'UNREGISTERED',
  'rekam ulang',
  'ENROLL_FAILURE_AT_CENTRAL',
  'Gagal',
  'not recorded',
  'Belum siap cetak',
])('%s is not recorded', (word) => expect(readRecorded(word)).toBe('no'))

test.each(['SENT_TO_THE_MOON', 'x', 'mungkin', 'Rekam'])(
  '%s says nothing about a recording, and is named',
  (word) => expect(readRecorded(word)).toBe('unclear'),
)

test.each([
  ['Kawin', 'yes'],
  ['Menikah', 'yes'],
  ['Cerai hidup', 'yes'],
  ['Belum Kawin', 'no'],
  ['Tidak kawin', 'no'],
  ['B. Kawin', 'no'],
  ['lajang', 'no'],
  ['x', 'unclear'],
])('married: %s means %s', (word, said) => expect(readMarried(word)).toBe(said))

test('a refusal stays one whatever stands around it, and no other text gives consent', () => {
  const around = fc.string({ unit: 'grapheme', maxLength: 40 })
  fc.assert(
    fc.property(
      around,
      fc.constantFrom('tidak', 'Ditolak', 'DICABUT', 'batal', 'belum'),
      around,
      (a, word, b) => {
        expect(readConsent(`${a} ${word} ${b}`)).toBe('no')
      },
    ),
    { seed: 16, numRuns: 400 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      fc.pre(!grants.some((word) => text.toLowerCase().includes(word.toLowerCase())))
      expect(readConsent(text)).not.toBe('yes')
    }),
    { seed: 16, numRuns: 400 },
  )
})
