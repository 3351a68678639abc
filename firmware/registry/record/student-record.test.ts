import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeGreyPng } from '../../../test/grey-png-decoder.ts'
import { anyStudent } from '../../../test/stand/any-student.ts'
import {
  standFinger,
  standJpeg,
  standPixels,
  standRawFinger,
  standRecord,
} from '../../../test/stand/record-stand.ts'
import type { FingerException } from '../../core/exception-reason.ts'
import { fingerPositions } from '../../core/finger-position.ts'
import { readStudentRecord } from './read-student-record.ts'
import type { ReadRecord } from './read-tagged-record.ts'
import { packStudentRecord, type RecordFinger } from './student-record.ts'

function read(bytes: Uint8Array): readonly ReadRecord[] {
  const records = readStudentRecord(bytes)
  if (!records.ok) throw new Error(JSON.stringify(records.fault))
  return records.value
}

const value = (record: ReadRecord | undefined, field: number) =>
  record?.fields.find((one) => one.field === field)?.value

function isDeclined({ capture }: RecordFinger): boolean {
  return 'absent' in capture && capture.absent === 'declined'
}

test('a student is read as it was written: person, face, and every finger', () => {
  fc.assert(
    fc.property(anyStudent, (given) => {
      const [head, person, face, ...rest] = read(packStudentRecord(given))
      expect([value(head, 5), value(head, 9)]).toEqual([given.day, given.control])
      const said = person?.fields.slice(2).filter(({ field }) => field !== 9 && field !== 10)
      expect(said?.map((one) => ({ field: one.field, value: one.value }))).toEqual(given.person)
      expect(Buffer.from(face?.data ?? []).equals(given.face.data)).toBe(true)
      const declined = given.fingers.filter(isDeclined).map(({ position }) => position)
      declined.sort((one, other) => one - other)
      expect(value(person, 10)).toBe(declined.length === 0 ? undefined : declined.join(','))
      const written = given.fingers.filter((finger) => !isDeclined(finger))
      expect(rest.length).toBe(written.length)
      for (const [index, finger] of written.entries()) {
        const record = rest[index]
        const image = 'absent' in finger.capture ? undefined : finger.capture
        expect([value(record, 13), value(record, 18), value(record, 9), value(record, 20)]).toEqual([
          String(finger.position),
          image ? undefined : `${finger.position}\x1fUP`,
          image && String(image.dpi),
          finger.comment,
        ])
        expect(record?.data && [...record.data]).toEqual(image && [...image.data])
        expect(value(record, 30)).toBe(given.collection)
      }
    }),
  )
})

test('every length counts its record to the last separator, whatever the number of its digits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 60 }), (length, side) => {
      const data = standPixels(1, side * side)
      const finger = standRawFinger(1, side, side, data)
      const person = [{ field: 3, value: 'x'.repeat(length) }]
      const bytes = Buffer.from(packStudentRecord({ ...standRecord([finger]), person }))
      let at = 0
      for (const type of ['1', '2', '10', '14']) {
        expect(bytes.toString('latin1', at, at + type.length + 5)).toBe(`${type}.001:`)
        at += Number.parseInt(bytes.toString('latin1', at + type.length + 5, at + 20), 10)
        expect(bytes[at - 1]).toBe(0x1c)
      }
      expect(at).toBe(bytes.length)
    }),
  )
})

test('a whole transaction: one face, ten fingers minus the declined, no image of one that cannot be pressed', () => {
  const absent = new Map<number, FingerException>([
    [1, 'declined'],
    [4, 'missing'],
    [9, 'bandaged'],
    [10, 'unreadable'],
  ])
  const given = fingerPositions.map((position): RecordFinger => {
    const reason = absent.get(position)
    if (!reason) return standFinger(position, 192, 192)
    return { ...standFinger(position), comment: reason, capture: { absent: reason } }
  })
  const jpeg = standJpeg(720, 960)
  const base = standRecord(given)
  const records = read(
    packStudentRecord({ ...base, face: { ...base.face, widthPx: 720, heightPx: 960, data: jpeg } }),
  )
  expect(records.map(({ type }) => type)).toEqual([1, 2, 10, ...Array.from({ length: 9 }, () => 14)])
  const announced = records.slice(1).map(({ type }, at) => `${type}\x1f${String(at).padStart(2, '0')}`)
  expect(value(records[0], 3)).toBe(['1\x1f11', ...announced].join('\x1e'))
  expect(value(records[1], 10)).toBe('1')
  expect(Buffer.from(records[2]?.data ?? []).equals(jpeg)).toBe(true)
  const prints = records.slice(3)
  const pressed = prints.filter(({ data }) => data)
  expect(pressed.map((one) => Number(value(one, 13)))).toEqual([2, 3, 5, 6, 7, 8])
  const unable = prints.filter(({ data }) => !data)
  expect(unable.map((one) => [13, 18, 20, 9, 11].map((field) => value(one, field)))).toEqual([
    ['4', '4\x1fUP', 'missing', undefined, undefined],
    ['9', '9\x1fUP', 'bandaged', undefined, undefined],
    ['10', '10\x1fUP', 'unreadable', undefined, undefined],
  ])
  for (const one of pressed) {
    const position = Number(value(one, 13))
    expect([6, 7, 8, 9, 10, 11, 12].map((field) => value(one, field))).toEqual([
      '192',
      '192',
      '1',
      '508',
      '508',
      'PNG',
      '8',
    ])
    const pixels = decodeGreyPng(one.data ?? new Uint8Array()).pixels
    expect(Buffer.from(pixels).equals(standPixels(position, 192 * 192))).toBe(true)
  }
})

test('the checksum is SHA-256 of the file with zeros for its own digits', () => {
  fc.assert(
    fc.property(anyStudent, (given) => {
      const bytes = Buffer.from(packStudentRecord(given))
      const at = bytes.indexOf('\x1d2.009:') + 7
      const digits = bytes.toString('latin1', at, at + 64)
      bytes.fill('0', at, at + 64)
      expect(digits).toBe(createHash('sha256').update(bytes).digest('hex'))
    }),
  )
})

test('no field for a quality, a certified capture level or a rate that Rekam does not have', () => {
  const records = read(packStudentRecord(standRecord()))
  const numbers = records.filter(({ type }) => type === 14).flatMap(({ fields }) => fields)
  for (const field of [16, 17, 22, 24, 31]) expect(numbers.some((one) => one.field === field)).toBe(false)
  expect([value(records[0], 11), value(records[0], 12)]).toEqual(['00.00', '00.00'])
})

test('the first bytes are those of the standard', () => {
  const start = '1\x1f3\x1e2\x1f00\x1e10\x1f01\x1e14\x1f02'
  const bytes = Buffer.from(packStudentRecord(standRecord([standFinger(2)]))).toString('latin1')
  expect(bytes.slice(0, 74)).toBe(
    `1.001:200\x1d1.002:0502\x1d1.003:${start}\x1d1.004:ENRL\x1d1.005:20270115\x1d`,
  )
})

test.each([
  ['a separator in a name', { person: [{ field: 5, value: 'SITI\x1d2.006:X' }] }],
  ['a short source', { source: 'REKAM' }],
  ['a control number with a space', { control: 'a b' }],
])('%s is a bug, not a record', (_what, change) => {
  expect(() => packStudentRecord({ ...standRecord(), ...change })).toThrow('breaks its rule')
})
