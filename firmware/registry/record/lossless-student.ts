import { err, ok, type Result } from '../../../hal/contract/result.ts'
import { fitsMosip } from '../../core/mosip-dpi.ts'
import { fingerPiece, pieceFile } from '../../core/piece-name.ts'
import { packJp2 } from './jp2-file.ts'
import type { PictureCodec, Samples } from './picture-codec.ts'
import type { FingerImage, RecordFace, RecordFinger, StudentRecord } from './student-record.ts'

/** Why a student has no record that MOSIP takes. Names the piece, never what is in it. */
export type LosslessGap =
  | { readonly kind: 'bad-piece'; readonly name: string }
  /** Outside of `mosipDpi`. */
  | { readonly kind: 'mosip-dpi'; readonly dpi: number }

/**
 * The same student with every image as lossless JPEG 2000, the only one that MOSIP's registration takes: each
 * sample of a fingerprint as the sensor gave it, each of a photo as its JPEG decodes.
 */
export function losslessStudent(
  student: StudentRecord,
  codec: PictureCodec,
): Result<StudentRecord, LosslessGap> {
  const fingers: RecordFinger[] = []
  for (const finger of student.fingers) {
    const lossless = losslessFinger(finger, codec)
    if (!lossless.ok) return lossless
    fingers.push(lossless.value)
  }
  // Last, for it takes the longest: a sensor that MOSIP refuses is known before.
  const face = losslessFace(student.face, codec)
  return face.ok ? ok({ ...student, face: face.value, fingers }) : face
}

function losslessFace(face: RecordFace, codec: PictureCodec): Result<RecordFace, LosslessGap> {
  const samples = codec.decodeJpeg(face.data)
  if (!samples || !sameSize(samples, face)) return err({ kind: 'bad-piece', name: pieceFile('face') })
  const data = packJp2(codec.encodeLossless(samples), samples)
  return ok({ ...face, compression: 'JP2L', colour: 'SRGB', data })
}

function losslessFinger(finger: RecordFinger, codec: PictureCodec): Result<RecordFinger, LosslessGap> {
  const { capture, position } = finger
  if ('absent' in capture) return ok(finger)
  if (!fitsMosip(capture.dpi)) return err({ kind: 'mosip-dpi', dpi: capture.dpi })
  const samples = samplesOf(capture, codec)
  if (!samples || !sameSize(samples, capture))
    return err({ kind: 'bad-piece', name: pieceFile(fingerPiece(position)) })
  const data = packJp2(codec.encodeLossless(samples), samples, capture.dpi)
  return ok({ ...finger, capture: { ...capture, compression: 'JP2L', data } })
}

function samplesOf(image: FingerImage, codec: PictureCodec): Samples | undefined {
  const { compression, widthPx, heightPx, data } = image
  return compression === 'NONE' ? { widthPx, heightPx, channels: 1, pixels: data } : codec.decodePng(data)
}

function sameSize(samples: Samples, { widthPx, heightPx }: RecordFace | FingerImage): boolean {
  return samples.widthPx === widthPx && samples.heightPx === heightPx
}
