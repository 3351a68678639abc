import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { type FingerPosition, fingerPositions } from '../../core/finger-position.ts'
import { fingerPiece, pieceFile } from '../../core/piece-name.ts'
import { defaultZone } from '../../core/school-day.ts'
import type { PacketManifest } from '../../custody/packet/packet.ts'
import { baselineJpegFacts, greyPngFacts } from '../../custody/packet/picture-facts.ts'
import type { ArchiveEntry } from '../../custody/packet/ustar.ts'
import type {
  RecordEffort,
  RecordFace,
  RecordFinger,
  RecordRoute,
  StudentRecord,
} from '../record/student-record.ts'
import { personFields } from './person-fields.ts'
import { type KeptEntry, readVisit, type VisitAccount } from './read-visit.ts'
import { recordDay } from './record-day.ts'

/** Why the pieces of a packet make no student. Names the piece, never its content. */
export type StudentGap =
  | { readonly kind: 'no-piece' | 'bad-piece'; readonly name: string }
  /** Neither an image nor a reason for having none. */
  | { readonly kind: 'no-finger'; readonly position: FingerPosition }
  /** A date that a record cannot write. */
  | { readonly kind: 'bad-clock' }
  | { readonly kind: 'bad-dpi' }

// ISO/IEC 19794 has two bytes for it.
const mostDpi = 65_535

/**
 * Everything a record says of one student, from the opened pieces of a verified packet. Images go in byte
 * for byte. The signature stays out: Type-8 (section 8.8) wants a scanning resolution of 500 ppi or more, or
 * strokes in thousandths of an inch, and a drawing on a screen has neither.
 */
export function gatherStudent(
  manifest: PacketManifest,
  pieces: readonly ArchiveEntry[],
  route: RecordRoute,
): Result<StudentRecord, StudentGap> {
  const file = (name: string) => pieces.find((piece) => piece.name === name)?.bytes
  const [personFile, visitFile] = [file('person.json'), file('visit.jsonl')]
  if (!personFile) return err({ kind: 'no-piece', name: 'person.json' })
  if (!visitFile) return err({ kind: 'no-piece', name: 'visit.jsonl' })
  const person = personFields(personFile)
  if (!person) return err({ kind: 'bad-piece', name: 'person.json' })
  const visit = readVisit(visitFile)
  if (!visit) return err({ kind: 'bad-piece', name: 'visit.jsonl' })
  const { zone = defaultZone } = manifest
  const closed = recordDay(manifest.time.wallMs, zone)
  if (!closed) return err({ kind: 'bad-clock' })
  const face = faceOf(file(pieceFile('face')), visit, zone)
  if (!face.ok) return face
  const fingers: RecordFinger[] = []
  for (const position of fingerPositions) {
    const png = file(pieceFile(fingerPiece(position)))
    const finger = png ? pressedFinger(manifest, position, png, visit) : absentFinger(position, visit, zone)
    if (!finger.ok) return finger
    fingers.push(finger.value)
  }
  return ok({
    route,
    control: manifest.id.replaceAll('-', ''),
    ...closed,
    source: `REKAM-${manifest.school}`,
    collection: manifest.attendance === 'none' ? 'UNATTENDED' : 'ASSISTED',
    person,
    face: face.value,
    fingers,
  })
}

function faceOf(
  jpeg: Uint8Array | undefined,
  visit: VisitAccount,
  zone: string,
): Result<RecordFace, StudentGap> {
  const kept = visit.kept.get('face')
  if (!jpeg || !kept) return err({ kind: 'no-piece', name: pieceFile('face') })
  const facts = baselineJpegFacts(jpeg)
  if (!facts) return err({ kind: 'bad-piece', name: pieceFile('face') })
  const taken = recordDay(kept.at.wallMs, zone)
  if (!taken) return err({ kind: 'bad-clock' })
  const comment = photoRemark(kept)
  return ok({
    ...facts,
    ...effortOf(kept),
    comment,
    day: taken.day,
    wallMs: kept.at.wallMs,
    compression: 'JPEGB',
    data: jpeg,
  })
}

function pressedFinger(
  manifest: PacketManifest,
  position: FingerPosition,
  data: Uint8Array,
  visit: VisitAccount,
): Result<RecordFinger, StudentGap> {
  const kept = visit.kept.get(fingerPiece(position))
  const facts = greyPngFacts(data)
  // An image that the journal does not know was pressed at an unknown time.
  if (!facts || !kept) return err({ kind: 'bad-piece', name: pieceFile(fingerPiece(position)) })
  const { zone = defaultZone, sensor } = manifest
  const { dpi, model } = sensor
  if (dpi === 0 || dpi > mostDpi) return err({ kind: 'bad-dpi' })
  const pressed = recordDay(kept.at.wallMs, zone)
  if (!pressed) return err({ kind: 'bad-clock' })
  const technology = captureTechnology(model)
  const capture = { ...facts, ...effortOf(kept), compression: 'PNG' as const, dpi, technology, data }
  const { wallMs } = kept.at
  return ok({ position, day: pressed.day, wallMs, comment: remark(sensor, kept), capture })
}

function absentFinger(
  position: FingerPosition,
  visit: VisitAccount,
  zone: string,
): Result<RecordFinger, StudentGap> {
  const exception = visit.exceptions.get(position)
  if (!exception) return err({ kind: 'no-finger', position })
  const said = recordDay(exception.at.wallMs, zone)
  if (!said) return err({ kind: 'bad-clock' })
  const { reason, at } = exception
  return ok({ position, day: said.day, wallMs: at.wallMs, comment: reason, capture: { absent: reason } })
}

function effortOf({ attempts, score, weak }: KeptEntry): RecordEffort {
  return { attempts, score, weak: weak ?? false }
}

// Facts that no field may carry without a registered vendor are here in words.
function remark(sensor: PacketManifest['sensor'], { attempts, score, weak }: KeptEntry): string {
  const model = sensor.model.replaceAll(/[^ -~]/g, '?')
  const words = [
    `Sensor ${model}`,
    `${sensor.bitDepth} bit`,
    sensor.certified ? 'certified' : 'not certified',
    `${attempts} presses`,
    ...(score === undefined ? [] : [`Rekam score ${score}`]),
    ...(weak ? ['weak'] : []),
  ]
  return words.join(', ')
}

// At most 126 characters: the most important hints come first.
function photoRemark({ attempts, score, photo }: KeptEntry): string {
  const words = [
    `${attempts} times`,
    ...(score === undefined ? [] : [`Rekam score ${score}`]),
    ...(photo ? [`checked by ${photo.check}`, `student chose ${photo.choice}`, ...photo.hints] : []),
  ]
  return words
    .join(', ')
    .slice(0, 126)
    .replace(/[, ]+$/, '')
}

/**
 * Capture device technology of ISO/IEC 19794-4:2011, table 4 (0x04 optical, total internal reflection, one
 * visible colour; 0x0E semiconductor, capacitive), of a sensor named as in `packet.json`. 0 = unspecified.
 * The prism and the single colour of the optical parts are assumed: their makers publish neither.
 */
export function captureTechnology(model: string): number {
  if (/^(?:R502|R503|R551)/.test(model)) return 0x0e
  if (/^(?:AS608|FPM10A|GT-5[12]1|R30[578]|ZFM-)/.test(model)) return 0x04
  return 0
}
