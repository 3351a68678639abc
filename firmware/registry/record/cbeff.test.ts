import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DecodedBir, decodeCbeff } from '../../../test/cbeff-decoder.ts'
import { anyStudent } from '../../../test/stand/any-student.ts'
import { standFinger, standJpeg, standRecord, standWallMs } from '../../../test/stand/record-stand.ts'
import { fingerPositions } from '../../core/finger-position.ts'
import { packCbeff } from './cbeff.ts'
import type { RecordFace, RecordFinger } from './student-record.ts'

const hasPython = spawnSync('python3', ['--version']).status === 0
if (!hasPython) console.warn('SKIPPED: no python3, the XML is read by our own decoder only')

const words = ['Thumb', 'IndexFinger', 'MiddleFinger', 'RingFinger', 'LittleFinger']
const subtype = (position: number) => `${position < 6 ? 'Right' : 'Left'} ${words[(position - 1) % 5]}`

const head = [
  'BIR .Version ..Major ..Minor .CBEFFVersion ..Major ..Minor .BIRInfo ..Integrity .BDBInfo ..Index ..Format',
  '...Organization ...Type ..CreationDate ..Type ..Subtype ..Level ..Purpose',
].flatMap((line) => line.split(' '))
const quality = '..Quality ...Algorithm ....Organization ....Type ...Score'.split(' ')
const tail = '.BDB .others ..entry ..entry ..entry'.split(' ')

function expectEffort(bir: DecodedBir | undefined, effort: Pick<RecordFace, 'attempts' | 'score' | 'weak'>) {
  const { attempts, score, weak } = effort
  const scored = score !== undefined
  expect(bir?.path).toEqual([...head, ...(scored ? quality : []), ...tail])
  expect([bir?.score, bir?.algorithm]).toEqual(scored ? [`${score}`, 'HMAC SHA-256'] : [undefined, undefined])
  expect(bir?.record?.quality).toEqual(scored ? [{ score, vendor: 0, algorithm: 0 }] : [])
  expect(bir?.others).toEqual({ EXCEPTION: 'false', RETRIES: `${attempts}`, FORCE_CAPTURED: `${weak}` })
}

function expectFinger(bir: DecodedBir | undefined, finger: RecordFinger) {
  const { position, wallMs, capture } = finger
  expect([bir?.format, bir?.type, bir?.subtype]).toEqual(['Mosip 7', 'Finger', subtype(position)])
  expect(bir?.created).toBe(new Date(wallMs).toISOString())
  if ('absent' in capture) {
    expect(bir?.path).toEqual([...head, ...tail, '..entry'])
    expect(bir?.record).toBeUndefined()
    expect(bir?.others).toEqual({
      EXCEPTION: 'true',
      RETRIES: '0',
      FORCE_CAPTURED: 'false',
      EXCEPTION_REASON: capture.absent,
    })
    return
  }
  expectEffort(bir, capture)
  expect(bir?.record?.taken).toBe(bir?.created)
  expect(bir?.record?.image.equals(capture.data)).toBe(true)
  expect(bir?.record?.fields).toMatchObject({
    representations: 1,
    certification: 0,
    fingers: 1,
    position,
    view: 0,
    units: 1,
    impression: 0,
    technology: capture.technology,
    vendor: 0,
    type: 0,
    bitDepth: 8,
    captureRateX: capture.dpi,
    captureRateY: capture.dpi,
    imageRateX: capture.dpi,
    imageRateY: capture.dpi,
    compression: capture.compression === 'PNG' ? 6 : 0,
    width: capture.widthPx,
    height: capture.heightPx,
  })
}

test('a student is read as it was written: face and fingers with times, efforts and images', () => {
  fc.assert(
    fc.property(anyStudent, (given) => {
      const [face, ...fingers] = decodeCbeff(packCbeff(given))
      expect([face?.format, face?.type, face?.subtype]).toEqual(['Mosip 8', 'Face', ''])
      expect(face?.created).toBe(new Date(given.face.wallMs).toISOString())
      expect(face?.record?.taken).toBe(face?.created)
      expectEffort(face, given.face)
      expect(face?.record?.image.equals(given.face.data)).toBe(true)
      expect(face?.record?.fields).toMatchObject({
        representations: 1,
        certification: 0,
        temporal: 0,
        technology: 2,
        landmarks: 0,
        gender: 0,
        imageType: 0,
        dataType: 0,
        width: 48,
        height: 64,
        sampling: 0,
        processing: 0,
        colour: { UNK: 0, YCC: 1, SRGB: 1, GRAY: 3 }[given.face.colour],
      })
      expect(fingers.length).toBe(given.fingers.length)
      for (const [at, finger] of given.fingers.entries()) expectFinger(fingers[at], finger)
    }),
  )
})

test('the first bytes of a finger are those of the edition of 2011', () => {
  const finger = standFinger(2)
  const image = 'absent' in finger.capture ? 0 : finger.capture.data.length
  const xml = Buffer.from(packCbeff(standRecord([finger]))).toString('utf8')
  const base64 = /Finger<[^]*<BDB>(.*)<\/BDB>/.exec(xml)?.[1] ?? ''
  const hex = (bytes: number) => bytes.toString(16).padStart(8, '0')
  const expected = [
    `46495200 30323000 ${hex(16 + 46 + image)} 0001 00 01`,
    `${hex(46 + image)} 07eb 01 0f 01 02 03 01c8 0e 0000 0000 01 47 0000 0000`,
    `02 00 01 01fc 01fc 01fc 01fc 08 06 00 000c 000a ${hex(image)}`,
  ]
  const block = Buffer.from(base64, 'base64')
  expect(block.toString('hex', 0, block.length - image)).toBe(expected.join('').replaceAll(' ', ''))
})

test('the same student gives the same bytes, and every part of every student its own UUID', () => {
  expect(packCbeff(standRecord())).toEqual(packCbeff(standRecord()))
  const other = { ...standRecord(), control: '0190a00000007000800000000000000b' }
  const indexes = [standRecord(), other].flatMap((one) =>
    decodeCbeff(packCbeff(one)).map(({ index }) => index),
  )
  expect(new Set(indexes).size).toBe(22)
  for (const index of indexes) {
    expect(index).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  }
})

test('it carries biometrics only: neither name nor number nor where and for whom', () => {
  const xml = Buffer.from(packCbeff(standRecord())).toString('utf8')
  expect(xml).not.toMatch(/SITI|6311064511090001|DUKCAPIL|REKAM|30300001/i)
})

const script = `
import base64, hashlib, json, sys
from xml.etree import ElementTree
ns = '{http://standards.iso.org/iso-iec/19785/-3/ed-2/}'
found = []
for bir in ElementTree.fromstring(sys.stdin.buffer.read()).findall(ns + 'BIR'):
    block = base64.b64decode(bir.find(ns + 'BDB').text or '', validate=True)
    image = block[-int(sys.argv[1 + len(found)]):] if block else b''
    found.append([bir.find(ns + 'BDBInfo').find(ns + 'Subtype').text, hashlib.sha256(image).hexdigest()])
print(json.dumps(found))
`

test.skipIf(!hasPython)("a stranger's XML reader finds every image byte for byte", () => {
  const fingers = fingerPositions.map((position): RecordFinger => {
    const pressed = standFinger(position, 40, 30)
    return position === 4 ? { ...pressed, wallMs: standWallMs, capture: { absent: 'missing' } } : pressed
  })
  const base = standRecord(fingers)
  const jpeg = standJpeg(720, 960)
  const student = { ...base, face: { ...base.face, widthPx: 720, heightPx: 960, data: jpeg } }
  const images = fingers.map(({ capture }) => ('absent' in capture ? new Uint8Array() : capture.data))
  const sizes = [jpeg, ...images].map(({ length }) => String(length))
  const run = execFileSync('python3', ['-c', script, ...sizes], { input: packCbeff(student) })
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  expect(JSON.parse(run.toString())).toEqual([
    [null, hash(jpeg)],
    ...images.map((image, at) => [subtype(at + 1), hash(image)]),
  ])
})
