import { encode } from 'jpeg-js'
import { type FingerPosition, fingerPositions } from '../../firmware/core/finger-position.ts'
import { encodeGreyPng } from '../../firmware/custody/packet/grey-png.ts'
import {
  defaultRoute,
  type RecordFinger,
  type StudentRecord,
} from '../../firmware/registry/record/student-record.ts'

/** Grey noise, another one for every finger, with bytes that look like separators in it. */
export function standPixels(position: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, at) => (at * at * 31 + at * 7 + position * 53) & 0xff)
}

/** Not a picture anybody took: the frame of a baseline JFIF file around a few bytes. */
export function standJpeg(widthPx: number, heightPx: number): Uint8Array {
  const app0 = Buffer.from('ffe000104a46494600010100000100010000', 'hex')
  const frame = Buffer.from('ffc00011080000000003012200021101031101', 'hex')
  frame.writeUInt16BE(heightPx, 5)
  frame.writeUInt16BE(widthPx, 7)
  const scan = Buffer.from('ffda000c03010002110311003f001c1d1e1f00ff001cffd9', 'hex')
  return new Uint8Array(Buffer.concat([Buffer.from('ffd8', 'hex'), app0, frame, scan]))
}

/** A photo that decodes: grey noise. */
export function standPhoto(widthPx: number, heightPx: number): Uint8Array {
  const data = standPixels(0, widthPx * heightPx * 4)
  return Uint8Array.from(encode({ width: widthPx, height: heightPx, data }, 90).data)
}

/** 15 January 2027, 01:02:03.456 UTC. */
export const standWallMs = Date.UTC(2027, 0, 15, 1, 2, 3, 456)

export function standFinger(position: FingerPosition, widthPx = 12, heightPx = 10): RecordFinger {
  const data = encodeGreyPng(widthPx, heightPx, standPixels(position, widthPx * heightPx), 508)
  const effort = { attempts: 2, score: 71, weak: false }
  const capture = {
    ...effort,
    compression: 'PNG' as const,
    dpi: 508,
    technology: 14,
    widthPx,
    heightPx,
    data,
  }
  return { position, day: '20270115', wallMs: standWallMs, comment: 'R503, 4 bit', capture }
}

/** A finger as raw pixels, of a sensor that nobody knows. */
export function standRawFinger(
  position: FingerPosition,
  widthPx: number,
  heightPx: number,
  data: Uint8Array,
): RecordFinger {
  const effort = { attempts: 3, weak: true }
  const capture = {
    ...effort,
    compression: 'NONE' as const,
    dpi: 500,
    technology: 0,
    widthPx,
    heightPx,
    data,
  }
  return { position, day: '20270115', wallMs: standWallMs, capture }
}

/** For tests: a student with a face and the fingers given, all ten unless said otherwise. */
export function standRecord(
  fingers: readonly RecordFinger[] = fingerPositions.map((p) => standFinger(p)),
): StudentRecord {
  return {
    route: defaultRoute,
    control: '0190a00000007000800000000000000a',
    day: '20270115',
    moment: '20270115010203Z',
    source: 'REKAM-30300001',
    collection: 'UNATTENDED',
    person: [
      { field: 3, value: '6311064511090001' },
      { field: 5, value: 'SITI' },
    ],
    face: {
      widthPx: 48,
      heightPx: 64,
      colour: 'YCC',
      day: '20270115',
      wallMs: standWallMs,
      attempts: 1,
      weak: false,
      compression: 'JPEGB',
      data: standJpeg(48, 64),
    },
    fingers,
  }
}
