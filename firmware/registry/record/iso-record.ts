/** The facts of one capture in finger and face records of ISO/IEC 19794:2011, in the same bytes. */
export interface IsoCapture {
  /** Unix time; written in UTC with its milliseconds. */
  readonly wallMs: number
  /** Capture device technology, from the table of the part. 0 = unspecified. */
  readonly technology: number
  /** Rekam's own, 0-100; becomes a quality block without vendor and algorithm, for none is registered. */
  readonly score?: number | undefined
}

/**
 * A record with one representation, all integers big-endian: format and version, length of everything,
 * count 1, certification flag 0, `ending` of the general header; then the length of the representation with
 * itself, date and time, device (no registered vendor or type), quality blocks, and `body`.
 * ISO/IEC 19794-4:2011 tables 3 and 4, 19794-5:2011 table 2, as read and written by mosip/bio-utils
 * (`GeneralHeader` and `RepresentationHeader` of its packages `finger` and `face`).
 */
export function packIsoRecord(
  magic: 'FIR\x00020\x00' | 'FAC\x00030\x00',
  ending: Uint8Array,
  capture: IsoCapture,
  body: readonly Uint8Array[],
): Uint8Array {
  const inside = Buffer.concat([
    moment(capture.wallMs),
    device(capture.technology),
    quality(capture),
    ...body,
  ])
  const representation = [uint(4, inside.length + 4), inside]
  const header = Buffer.concat([uint(2, 1), uint(1, 0), ending])
  const length = magic.length + 4 + header.length + 4 + inside.length
  return new Uint8Array(
    Buffer.concat([Buffer.from(magic, 'latin1'), uint(4, length), header, ...representation]),
  )
}

/** A big-endian integer. One that does not fit is a bug: the builder of the record has checked before. */
export function uint(bytes: 1 | 2 | 4, value: number): Uint8Array {
  const field = Buffer.alloc(bytes)
  field.writeUIntBE(value, 0, bytes)
  return field
}

function moment(wallMs: number): Uint8Array {
  const at = new Date(wallMs)
  return Buffer.concat([
    uint(2, at.getUTCFullYear()),
    uint(1, at.getUTCMonth() + 1),
    uint(1, at.getUTCDate()),
    uint(1, at.getUTCHours()),
    uint(1, at.getUTCMinutes()),
    uint(1, at.getUTCSeconds()),
    uint(2, at.getUTCMilliseconds()),
  ])
}

function device(technology: number): Uint8Array {
  return Buffer.concat([uint(1, technology), uint(2, 0), uint(2, 0)])
}

function quality({ score }: IsoCapture): Uint8Array {
  if (score === undefined) return uint(1, 0)
  return Buffer.concat([uint(1, 1), uint(1, score), uint(2, 0), uint(2, 0)])
}
