import { expect, test } from 'vitest'
import { standFinger, standRawFinger, standRecord } from '../../../test/stand/record-stand.ts'
import { readStudentRecord } from './read-student-record.ts'
import type { ReadRecord, RecordFault } from './read-tagged-record.ts'
import { recordLines } from './record-lines.ts'
import { packStudentRecord, type RecordFinger } from './student-record.ts'

const raw = standRawFinger(3, 5, 4, new Uint8Array(20).fill(0x1c))
const missing: RecordFinger = { ...standFinger(8), capture: { absent: 'missing' } }
const declined = ([9, 10] as const).map(
  (position): RecordFinger => ({ ...standFinger(position), capture: { absent: 'declined' } }),
)
const whole = Buffer.from(packStudentRecord(standRecord([standFinger(2), raw, missing, ...declined])))
const records = readWhole(whole)

function readWhole(bytes: Uint8Array): readonly ReadRecord[] {
  const read = readStudentRecord(bytes)
  if (!read.ok) throw new Error(JSON.stringify(read.fault))
  return read.value
}

/** Where a value lies, from the record's own place in the file. */
function at(record: number, tag: string): number {
  const from = records[record]?.offset ?? 0
  return whole.indexOf(`${tag}:`, from, 'latin1') + tag.length + 1
}

function put(offset: number, text: string): Buffer {
  const changed = Buffer.from(whole)
  changed.write(text, offset, 'latin1')
  return changed
}

/** Replaces a text inside a record and keeps LEN right: one fault at a time. */
function swap(record: number, from: string, to: string): Buffer {
  const target = records[record]
  if (!target) throw new Error('no record')
  const text = whole.toString('latin1', target.offset, target.end).replace(from, to)
  const head = text.slice(0, text.indexOf(':') + 1)
  const rest = text.slice(text.indexOf('\x1d'))
  let length = 0
  while (length !== `${head}${length}${rest}`.length) length = `${head}${length}${rest}`.length
  const changed = Buffer.from(`${head}${length}${rest}`, 'latin1')
  return Buffer.concat([whole.subarray(0, target.offset), changed, whole.subarray(target.end)])
}

const dataOf = (record: number) => (records[record]?.end ?? 0) - 1 - (records[record]?.data?.length ?? 0)

const refusals: readonly [string, Buffer, Omit<RecordFault, 'kind'>][] = [
  [
    'whose first length is one too large',
    put(at(0, '1.001'), String(Number(records[0]?.end) + 1)),
    { reason: 'length', offset: at(0, '1.001'), field: '1.001' },
  ],
  [
    'whose length of a finger is one too small',
    put(at(5, '14.001'), String((records[5]?.end ?? 0) - (records[5]?.offset ?? 0) - 1)),
    { reason: 'length', offset: at(5, '14.001'), field: '14.001' },
  ],
  [
    'cut in its last record',
    whole.subarray(0, -5),
    { reason: 'truncated', offset: whole.length - 5, field: '14.001' },
  ],
  [
    'cut between two records',
    whole.subarray(0, records[4]?.end),
    { reason: 'count', offset: records[4]?.end ?? 0, field: '1.003' },
  ],
  [
    'with bytes after its end',
    Buffer.concat([whole, Buffer.from('x')]),
    { reason: 'count', offset: whole.length, field: '1.003' },
  ],
  [
    'with finger position 99',
    swap(4, '14.013:3', '14.013:99'),
    { reason: 'position', offset: at(4, '14.013'), field: '14.013' },
  ],
  [
    'with finger position 0',
    put(at(4, '14.013'), '0'),
    { reason: 'position', offset: at(4, '14.013'), field: '14.013' },
  ],
  [
    'with one finger twice',
    put(at(4, '14.013'), '2'),
    { reason: 'position', offset: at(4, '14.013'), field: '14.013' },
  ],
  [
    'whose missing finger is another than its position',
    put(at(5, '14.018'), '7'),
    { reason: 'position', offset: at(5, '14.018'), field: '14.018' },
  ],
  [
    'with an index that Type-1 does not list',
    put(at(3, '14.002'), '07'),
    { reason: 'index', offset: at(3, '14.002'), field: '14.002' },
  ],
  [
    'with one index twice, in Type-1 too',
    put(at(0, '1.003') + whole.subarray(at(0, '1.003')).indexOf('14\x1f03') + 3, '02').fill(
      Buffer.from('02'),
      at(4, '14.002'),
      at(4, '14.002') + 2,
    ),
    { reason: 'index', offset: at(4, '14.002'), field: '14.002' },
  ],
  [
    'with a raw image one line short',
    put(at(4, '14.007'), '5'),
    { reason: 'image-size', offset: dataOf(4), field: '14.999' },
  ],
  [
    'with a PNG of another width',
    put(at(3, '14.006'), '13'),
    { reason: 'image-size', offset: dataOf(3), field: '14.999' },
  ],
  [
    'with a photo of another height',
    put(at(2, '10.007'), '65'),
    { reason: 'image-size', offset: dataOf(2), field: '10.999' },
  ],
  [
    'with the compression WSQ',
    put(at(3, '14.011'), 'WSQ'),
    { reason: 'compression', offset: at(3, '14.011'), field: '14.011' },
  ],
  [
    'whose count is one too many',
    put(at(0, '1.003') + 2, '6'),
    { reason: 'count', offset: at(0, '1.003'), field: '1.003' },
  ],
  [
    'whose count lists another type',
    put(at(0, '1.003') + whole.subarray(at(0, '1.003')).indexOf('14\x1f02'), '10'),
    { reason: 'count', offset: records[3]?.offset ?? 0, field: '1.003' },
  ],
  [
    'of another version',
    put(at(0, '1.002'), '0500'),
    { reason: 'version', offset: at(0, '1.002'), field: '1.002' },
  ],
  [
    'with a month 13',
    put(at(0, '1.005'), '20271315'),
    { reason: 'value', offset: at(0, '1.005'), field: '1.005' },
  ],
  [
    'with a field that Rekam never writes',
    put(at(4, '14.013') - 7, '14.022'),
    { reason: 'field', offset: at(4, '14.013') - 7, field: '14.022' },
  ],
  [
    'with a field out of its order',
    put(at(4, '14.013') - 7, '14.003'),
    { reason: 'order', offset: at(4, '14.013') - 7, field: '14.003' },
  ],
  [
    'with a field of another record type',
    put(at(4, '14.013') - 7, '10.013'),
    { reason: 'tag', offset: at(4, '14.013') - 7 },
  ],
  [
    'without a control number',
    swap(0, '1.009:0190a00000007000800000000000000a\x1d', ''),
    { reason: 'missing', offset: 0, field: '1.009' },
  ],
  [
    'with a finger without resolution',
    swap(3, '14.009:508\x1d', ''),
    { reason: 'missing', offset: records[3]?.offset ?? 0, field: '14.009' },
  ],
  [
    'with a finger without image and without a reason',
    swap(5, '14.018:8\x1fUP\x1d', ''),
    { reason: 'missing', offset: records[5]?.offset ?? 0, field: '14.999' },
  ],
  [
    'that says XX of a finger without a partial print',
    put(at(5, '14.018') + 2, 'XX'),
    { reason: 'position', offset: at(5, '14.018'), field: '14.018' },
  ],
  [
    'that says of a pressed finger that it was declined',
    swap(1, '2.010:9,10', '2.010:2,10'),
    { reason: 'position', offset: at(1, '2.010'), field: '2.010' },
  ],
  [
    'that lists its declined fingers out of order',
    swap(1, '2.010:9,10', '2.010:10,9'),
    { reason: 'position', offset: at(1, '2.010'), field: '2.010' },
  ],
  [
    'that lists a declined finger twice',
    swap(1, '2.010:9,10', '2.010:9,9'),
    { reason: 'position', offset: at(1, '2.010'), field: '2.010' },
  ],
  [
    'with an eleventh finger that was declined',
    swap(1, '2.010:9,10', '2.010:9,11'),
    { reason: 'position', offset: at(1, '2.010'), field: '2.010' },
  ],
  [
    'with a size of an image that is not there',
    swap(5, '14.013', '14.006:12\x1d14.013'),
    { reason: 'field', offset: at(5, '14.013'), field: '14.006' },
  ],
  [
    'that shows a finger it calls missing',
    swap(3, '14.020:R503, 4 bit', '14.018:2\x1fUP'),
    { reason: 'field', offset: at(3, '14.006'), field: '14.006' },
  ],
  [
    'with a name that is not UTF-8',
    swap(1, 'SITI', 'S\xffTI'),
    { reason: 'value', offset: at(1, '2.005'), field: '2.005' },
  ],
  [
    'with another name of the same length',
    put(at(1, '2.005'), 'SARI'),
    { reason: 'checksum', offset: at(1, '2.009'), field: '2.009' },
  ],
  [
    'with another pixel in a raw image',
    put(dataOf(4) + 7, ' '),
    { reason: 'checksum', offset: at(1, '2.009'), field: '2.009' },
  ],
  [
    'with a checksum of zeros',
    put(at(1, '2.009'), '0'.repeat(64)),
    { reason: 'checksum', offset: at(1, '2.009'), field: '2.009' },
  ],
  [
    'without a checksum',
    swap(1, `\x1d2.009:${whole.toString('latin1', at(1, '2.009'), at(1, '2.009') + 64)}`, ''),
    { reason: 'missing', offset: records[1]?.offset ?? 0, field: '2.009' },
  ],
]

test.each(refusals)('a record %s is refused, with the place', (_what, bytes, fault) => {
  expect(readStudentRecord(bytes)).toEqual({ ok: false, fault: { kind: 'bad-record', ...fault } })
})

test('cut short at any byte it is refused, at that byte or before it', () => {
  for (let length = 0; length < whole.length; length += 1) {
    const read = readStudentRecord(whole.subarray(0, length))
    expect([length, read.ok]).toEqual([length, false])
    if (!read.ok) expect(read.fault.offset).toBeLessThanOrEqual(length)
  }
})

test('any flipped bit of any byte is refused, and any byte that becomes a mark of the encoding', () => {
  const bits = Array.from({ length: 8 }, (_, bit) => (byte: number) => byte ^ (1 << bit))
  const marks = [0x00, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x30, 0x39, 0x3a, 0x80, 0xff].map((mark) => () => mark)
  for (let offset = 0; offset < whole.length; offset += 1) {
    for (const change of [...bits, ...marks]) {
      const changed = Buffer.from(whole)
      changed[offset] = change(whole[offset] ?? 0)
      if (changed[offset] === whole[offset]) continue
      if (readStudentRecord(changed).ok) throw new Error(`unnoticed at ${offset}`)
    }
  }
})

test('a fault never says what stands in a field', () => {
  const broken = swap(1, 'SITI', 'SI\x01I')
  const read = readStudentRecord(broken)
  expect(read.ok).toBe(false)
  expect(JSON.stringify(read)).not.toMatch(/SI|6311/)
})

test('what is printed masks who it is unless it is revealed', () => {
  const masked = recordLines(records, false).join('\n')
  expect(masked).not.toMatch(/SITI|6311064511090001/)
  expect(masked).toContain('  2.003 [pribadi]')
  expect(masked).toContain('  14.013 FGP 8')
  expect(masked).toContain('  14.018 AMP 8␟UP')
  expect(masked).toMatch(/ {2}2\.009 [0-9a-f]{64}/)
  expect(recordLines(records, true)).toContain('  2.005 SITI')
})
