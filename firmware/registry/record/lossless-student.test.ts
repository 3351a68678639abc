import { expect, test } from 'vitest'
import { decodeCbeff } from '../../../test/cbeff-decoder.ts'
import { standFinger, standPixels, standRawFinger, standRecord } from '../../../test/stand/record-stand.ts'
import { packCbeff } from './cbeff.ts'
import { packJp2 } from './jp2-file.ts'
import { losslessStudent } from './lossless-student.ts'
import type { PictureCodec, Samples } from './picture-codec.ts'
import type { RecordFinger } from './student-record.ts'

/** Turns every picture into its samples and back, and keeps a note of what it was given. */
function codecOf(photo: Partial<Samples> | undefined, print: Partial<Samples> | undefined): PictureCodec {
  const plain = { channels: 1, pixels: standPixels(1, 4) } as const
  return {
    decodeJpeg: () => photo && { ...plain, widthPx: 48, heightPx: 64, ...photo },
    decodePng: () => print && { ...plain, widthPx: 12, heightPx: 10, ...print },
    encodeLossless: ({ pixels }) => pixels,
  }
}

const withDpi = (dpi: number): RecordFinger => {
  const finger = standFinger(2)
  return 'absent' in finger.capture ? finger : { ...finger, capture: { ...finger.capture, dpi } }
}
const declined: RecordFinger = { ...standFinger(3), capture: { absent: 'declined' } }

test('face and fingers become JPEG 2000 with the codes of ISO/IEC 19794, the reasons stay', () => {
  const raw = standRawFinger(4, 5, 3, standPixels(4, 15))
  const given = standRecord([standFinger(1), declined, raw])
  const lossless = losslessStudent(given, codecOf({ channels: 3 }, {}))
  if (!lossless.ok) throw new Error(lossless.fault.kind)
  const [face, first, second, third] = decodeCbeff(packCbeff(lossless.value))
  expect(face?.record?.fields).toMatchObject({ dataType: 2, colour: 1, width: 48, height: 64 })
  const size = { widthPx: 48, heightPx: 64, channels: 3 } as const
  expect(face?.record?.image).toEqual(Buffer.from(packJp2(standPixels(1, 4), size)))
  expect(first?.record?.fields).toMatchObject({ compression: 5, captureRateX: 508, imageRateX: 508 })
  expect(second).toMatchObject({
    record: undefined,
    others: { EXCEPTION: 'true', EXCEPTION_REASON: 'declined' },
  })
  expect(third?.record?.fields).toMatchObject({ compression: 5, width: 5, height: 3, captureRateX: 500 })
  const grey = { widthPx: 5, heightPx: 3, channels: 1 } as const
  expect(third?.record?.image).toEqual(Buffer.from(packJp2(standPixels(4, 15), grey, 500)))
})

test.each([
  [489, false],
  [490, true],
  [1010, true],
  [1011, false],
])('a finger of %i dpi is within the limits of MOSIP: %s', (dpi, fits) => {
  const lossless = losslessStudent(standRecord([withDpi(dpi)]), codecOf({}, {}))
  expect(lossless).toMatchObject(fits ? { ok: true } : { ok: false, fault: { kind: 'mosip-dpi', dpi } })
})

test.each([
  ['a photo that does not decode', codecOf(undefined, {}), 'face.jpg'],
  ['a photo of another size', codecOf({ widthPx: 47 }, {}), 'face.jpg'],
  ['a finger that does not decode', codecOf({}, undefined), 'finger-02.png'],
  ['a finger of another size', codecOf({}, { heightPx: 11 }), 'finger-02.png'],
])('%s is named', (_what, codec, name) => {
  const lossless = losslessStudent(standRecord([standFinger(2)]), codec)
  expect(lossless).toEqual({ ok: false, fault: { kind: 'bad-piece', name } })
})
