import type { Geometry } from '../scanner/geometry.ts'

/** The answer to ReadProdInfo (R503 manual V1.2.1). */
export interface Ef01ProductInfo {
  readonly model: string
  readonly serial: string
  readonly hardware: string
  /** Absent where what it tells cannot be. */
  readonly geometry: Geometry | undefined
  readonly templateBytes: number
}

// 46 bytes: model 16, batch 4, serial 8, hardware 2, sensor 8, width, height, template and library size.
export function readProductInfo(rest: Uint8Array): Ef01ProductInfo | undefined {
  if (rest.length < 46) return undefined
  const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength)
  const text = (from: number, to: number) =>
    Buffer.from(rest.subarray(from, to))
      .toString('latin1')
      .replace(/[^\x20-\x7e]/g, '')
      .trim()
  return {
    model: text(0, 16),
    serial: text(20, 28),
    hardware: `${rest[28]}.${rest[29]}`,
    geometry: geometryOf(view.getUint16(38), view.getUint16(40)),
    templateBytes: view.getUint16(42),
  }
}

// No part on a serial line is larger; memory is reserved by its answer.
const mostPx = 1_024

function geometryOf(widthPx: number, heightPx: number): Geometry | undefined {
  const known = widthPx > 0 && heightPx > 0 && widthPx <= mostPx && heightPx <= mostPx
  return known && widthPx % 2 === 0 ? { widthPx, heightPx } : undefined
}
