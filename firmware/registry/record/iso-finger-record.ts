import { packIsoRecord, uint } from './iso-record.ts'
import type { FingerImage, RecordFinger } from './student-record.ts'

// Table 9. The edition of 2005 had 5 for PNG, which is JPEG 2000 in this one.
const compressionCode = { NONE: 0, PNG: 6 } as const satisfies Record<FingerImage['compression'], number>

/**
 * One plain live-scan impression as ISO/IEC 19794-4:2011: one finger, its image byte for byte, no
 * segmentation, annotation or comment. Fields and codes as in mosip/bio-utils, package `finger`; MOSIP's own
 * enrolment wants JPEG 2000 there (`FingerISOStandardsValidator`), the standard also takes PNG.
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
