import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openPictureCodec } from '../../boards/assembly/picture-codec.ts'
import { assembleRecord, recordFormats } from '../../firmware/registry/intake/assemble-record.ts'
import { readStudentRecord } from '../../firmware/registry/record/read-student-record.ts'
import { packStudentRecord, type RecordFinger } from '../../firmware/registry/record/student-record.ts'
import { packTaggedRecord } from '../../firmware/registry/record/tagged-record.ts'
import { packetManifest, packetPieces } from '../stand/packet-pieces.ts'
import { standFinger, standPhoto, standRecord } from '../stand/record-stand.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import { spoiledBytes } from './spoiled-bytes.ts'

const absent: RecordFinger = { ...standFinger(7), capture: { absent: 'bandaged' } }
const declined: RecordFinger = { ...standFinger(10), capture: { absent: 'declined' } }
const record = packStudentRecord(standRecord([standFinger(2), absent, declined]))
const runs = { numRuns: fuzzRuns(1_500) }

test('a record reader given anything but the record refuses it, with a place and a short reason', () => {
  fc.assert(
    fc.property(spoiledBytes(record), (bytes) => {
      const read = readStudentRecord(bytes)
      expect(read.ok).toBe(Buffer.from(bytes).equals(record))
      if (read.ok) return
      expect(read.fault.offset).toBeLessThanOrEqual(bytes.length)
      expect(JSON.stringify(read.fault).length).toBeLessThan(120)
    }),
    runs,
  )
})

test('whoever mends the checksum of a spoiled record still gets in only what Rekam would write', () => {
  fc.assert(
    fc.property(spoiledBytes(record), (bytes) => {
      const mended = mendChecksum(Buffer.from(bytes))
      const read = readStudentRecord(mended)
      if (!read.ok) return
      const again = read.value.map(({ type, fields, data }) =>
        packTaggedRecord({ type, fields: fields.slice(1), ...(data && { data }) }),
      )
      expect(Buffer.concat(again).equals(mended)).toBe(true)
    }),
    runs,
  )
})

const pieces = packetPieces({ 'face.jpg': standPhoto(24, 32) })
const codec = await openPictureCodec()
const spoiledPieces = fc
  .constantFrom(...pieces)
  .chain((piece) =>
    spoiledBytes(piece.bytes).map((bytes) => pieces.map((one) => (one === piece ? { ...one, bytes } : one))),
  )

test('pieces that were spoiled make a record or a short reason, in every format', () => {
  fc.assert(
    fc.property(spoiledPieces, fc.constantFrom(...recordFormats), (given, format) => {
      const record = assembleRecord(packetManifest, given, undefined, format, codec)
      if (!record.ok) expect(JSON.stringify(record.fault).length).toBeLessThan(120)
      else expect(record.value.length).toBeGreaterThan(1_000)
    }),
    runs,
  )
})

function mendChecksum(bytes: Buffer): Buffer {
  const at = bytes.indexOf('\x1d2.009:') + 7
  if (at < 7 || at + 64 > bytes.length) return bytes
  bytes.fill('0', at, at + 64)
  bytes.write(createHash('sha256').update(bytes).digest('hex'), at)
  return bytes
}
