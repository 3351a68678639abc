import { packIsoRecord, uint } from './iso-record.ts'
import type { RecordFace } from './student-record.ts'

// Table 21. The pixels a JPEG gives are RGB, whatever is inside.
const colourCode = { UNK: 0, YCC: 1, GRAY: 3 } as const satisfies Record<RecordFace['colour'], number>

// Table 4: a still of a digital camera.
const stillCamera = 2

/**
 * One photo as ISO/IEC 19794-5:2011, the camera's JPEG byte for byte. It claims what was measured and no
 * more: image type basic, no landmarks, pose and person unspecified, lowest sampling level, no processing.
 * Fields and codes as in mosip/bio-utils, package `face`; MOSIP's own enrolment wants JPEG 2000 there.
 */
export function packIsoFace({ wallMs, score, widthPx, heightPx, colour, jpeg }: RecordFace): Uint8Array {
  const onePicture = uint(2, 0)
  return packIsoRecord('FAC\x00030\x00', onePicture, { wallMs, technology: stillCamera, score }, [
    // Landmarks, gender, eyes, hair, height, features, expression, pose and its uncertainty.
    new Uint8Array(17),
    // Image type basic, data type JPEG.
    uint(1, 0),
    uint(1, 0),
    uint(2, widthPx),
    uint(2, heightPx),
    // Sampling level, processing, reference to another representation.
    uint(1, 0),
    uint(2, 0),
    uint(1, 0),
    uint(1, colourCode[colour]),
    uint(4, jpeg.length),
    jpeg,
  ])
}
