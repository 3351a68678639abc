import { packIsoRecord, uint } from './iso-record.ts'
import type { RecordFace } from './student-record.ts'

// Table 21. The pixels a JPEG gives are RGB, whatever is inside.
const colourCode = { UNK: 0, YCC: 1, SRGB: 1, GRAY: 3 } as const satisfies Record<
  RecordFace['colour'],
  number
>

// Table 17: JPEG, JPEG 2000 lossless.
const dataType = { JPEGB: 0, JP2L: 2 } as const satisfies Record<RecordFace['compression'], number>

// Table 4: a still of a digital camera.
const stillCamera = 2

/**
 * One photo as ISO/IEC 19794-5:2011, its file byte for byte. It claims what was measured and no more: image
 * type basic, no landmarks, pose and person unspecified, lowest sampling level, no processing. Fields and
 * codes as in mosip/bio-utils, package `face`; MOSIP's own enrolment wants JPEG 2000 there
 * (`FaceISOStandardsValidator`).
 */
export function packIsoFace(face: RecordFace): Uint8Array {
  const { wallMs, score, widthPx, heightPx, colour, compression, data } = face
  const onePicture = uint(2, 0)
  return packIsoRecord('FAC\x00030\x00', onePicture, { wallMs, technology: stillCamera, score }, [
    // Landmarks, gender, eyes, hair, height, features, expression, pose and its uncertainty.
    new Uint8Array(17),
    // Image type basic.
    uint(1, 0),
    uint(1, dataType[compression]),
    uint(2, widthPx),
    uint(2, heightPx),
    // Sampling level, processing, reference to another representation.
    uint(1, 0),
    uint(2, 0),
    uint(1, 0),
    uint(1, colourCode[colour]),
    uint(4, data.length),
    data,
  ])
}
