import { createHash } from 'node:crypto'
import type { FingerException } from '../../core/exception-reason.ts'
import type { FingerPosition } from '../../core/finger-position.ts'
import { packIsoFace } from './iso-face-record.ts'
import { packIsoRecord, uint } from './iso-record.ts'
import type { FingerImage, RecordEffort, RecordFinger, StudentRecord } from './student-record.ts'
import { writeXml, type Xml } from './xml.ts'

const namespace = 'http://standards.iso.org/iso-iec/19785/-3/ed-2/'

const subtypes = {
  1: 'Right Thumb',
  2: 'Right IndexFinger',
  3: 'Right MiddleFinger',
  4: 'Right RingFinger',
  5: 'Right LittleFinger',
  6: 'Left Thumb',
  7: 'Left IndexFinger',
  8: 'Left MiddleFinger',
  9: 'Left RingFinger',
  10: 'Left LittleFinger',
} as const satisfies Record<FingerPosition, string>

// BDB formats of ISO/IEC JTC 1/SC 37, as MOSIP numbers them under its own name.
const formats = { Finger: '7', Face: '8' } as const

/**
 * Face and fingers of one student as CBEFF XML (ISO/IEC 19785-3, patron format of OASIS BIAS) in the dialect
 * of MOSIP: a BIR of BIRs, each with one ISO/IEC 19794:2011 record in base64. Nothing of the person is in it.
 * A finger without an image is a BIR with an empty BDB and EXCEPTION; MOSIP has no word for the reason, so it stands in
 * an entry of our own, EXCEPTION_REASON. The same student gives the same bytes.
 *
 * Order, words and `others` are those of the sample in mosip/documentation (CBEFF) and of `BIR`, `OtherKey`
 * and `CbeffValidator` in mosip/commons (kernel-biometrics-api). Left out: SB and PAYLOAD, which only a
 * device that MOSIP registered can sign and which its reader does not ask for; SPEC_VERSION, for there is no
 * such device service here; SDK_SCORE, for there is no second opinion.
 */
export function packCbeff({ control, face, fingers }: StudentRecord): Uint8Array {
  const photo = { type: 'Face' as const, subtype: '', wallMs: face.wallMs, capture: face }
  const birs = [
    bir(control, photo, packIsoFace(face)),
    ...fingers.map((finger) => fingerBir(control, finger)),
  ]
  const content = [integrity, ...birs]
  const root = writeXml({ name: 'BIR', attributes: { xmlns: namespace }, content })
  return new Uint8Array(Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}\n`))
}

interface BirFacts {
  readonly type: keyof typeof formats
  readonly subtype: string
  readonly wallMs: number
  /** How the image came about, or why there is none. */
  readonly capture: RecordEffort | { readonly absent: FingerException }
}

function fingerBir(control: string, finger: RecordFinger): Xml {
  const { position, wallMs, capture } = finger
  const image = 'absent' in capture ? undefined : capture
  const facts = { type: 'Finger' as const, subtype: subtypes[position], wallMs, capture }
  return bir(control, facts, image ? packIsoFinger(finger, image) : new Uint8Array())
}

function bir(control: string, facts: BirFacts, block: Uint8Array): Xml {
  const { type, subtype, wallMs, capture } = facts
  const [effort, reason] = 'absent' in capture ? [undefined, capture.absent] : [capture, undefined]
  const info = [
    text('Index', indexOf(`${control} ${type} ${subtype}`)),
    group('Format', [text('Organization', 'Mosip'), text('Type', formats[type])]),
    text('CreationDate', new Date(wallMs).toISOString()),
    text('Type', type),
    text('Subtype', subtype),
    text('Level', 'Raw'),
    text('Purpose', 'Enroll'),
    ...(effort?.score === undefined ? [] : [quality(effort.score)]),
  ]
  return group('BIR', [
    version('Version'),
    version('CBEFFVersion'),
    integrity,
    group('BDBInfo', info),
    text('BDB', Buffer.from(block).toString('base64')),
    group('others', [
      entry('EXCEPTION', effort === undefined),
      entry('RETRIES', effort?.attempts ?? 0),
      entry('FORCE_CAPTURED', effort?.weak ?? false),
      ...(reason === undefined ? [] : [entry('EXCEPTION_REASON', reason)]),
    ]),
  ])
}

// An algorithm that is none: MOSIP names every score so, and its readers know nothing else.
function quality(score: number): Xml {
  const algorithm = group('Algorithm', [text('Organization', 'HMAC'), text('Type', 'SHA-256')])
  return group('Quality', [algorithm, text('Score', String(score))])
}

// A UUID of one's own making (RFC 9562, version 8): nothing random, so that the bytes stay the same.
function indexOf(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

const integrity = group('BIRInfo', [text('Integrity', 'false')])

function version(name: string): Xml {
  return group(name, [text('Major', '1'), text('Minor', '1')])
}

function entry(key: string, value: string | number | boolean): Xml {
  return { name: 'entry', attributes: { key }, content: String(value) }
}

function text(name: string, content: string): Xml {
  return { name, content }
}

function group(name: string, content: readonly Xml[]): Xml {
  return { name, content }
}

// Table 9. The edition of 2005 had 5 for PNG, which is JPEG 2000 in this one.
const compressionCode = { NONE: 0, JP2L: 5, PNG: 6 } as const satisfies Record<
  FingerImage['compression'],
  number
>

/**
 * One plain live-scan impression as ISO/IEC 19794-4:2011: one finger, its image byte for byte, no
 * segmentation, annotation or comment. Fields and codes as in mosip/bio-utils, package `finger`; MOSIP's own
 * enrolment wants lossless JPEG 2000 there (`FingerISOStandardsValidator`), the standard also takes PNG.
 */
export function packIsoFinger({ position, wallMs }: RecordFinger, image: FingerImage): Uint8Array {
  const { dpi, technology, score, compression, widthPx, heightPx, data } = image
  const oneFinger = uint(1, 1)
  return packIsoRecord('FIR\x00020\x00', oneFinger, { wallMs, technology, score }, [
    uint(1, position),
    // First and only view of this finger; pixels per inch, scanned as it is stored; 8 bits.
    uint(1, 0),
    uint(1, 1),
    ...[dpi, dpi, dpi, dpi].map((rate) => uint(2, rate)),
    uint(1, 8),
    uint(1, compressionCode[compression]),
    // Live-scan plain.
    uint(1, 0),
    uint(2, widthPx),
    uint(2, heightPx),
    uint(4, data.length),
    data,
  ])
}
