import { crc32, inflateSync } from 'node:zlib'

/** Reads the PNGs we write, strictly, and shares nothing with the writer. */
export function decodeGreyPng(file: Uint8Array): { widthPx: number; heightPx: number; pixels: Uint8Array } {
  const bytes = Buffer.from(file)
  if (bytes.subarray(0, 8).toString('hex') !== '89504e470d0a1a0a') throw new Error('not a PNG')
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const body = bytes.subarray(at + 4, at + 8 + length)
    if (crc32(body) !== bytes.readUInt32BE(at + 8 + length)) throw new Error('bad checksum')
    chunks.set(body.subarray(0, 4).toString('latin1'), body.subarray(4))
    at += 12 + length
  }
  const header = chunks.get('IHDR')
  const data = chunks.get('IDAT')
  if (!header || !data || header[8] !== 8 || header[9] !== 0) throw new Error('not 8-bit grey')
  const widthPx = header.readUInt32BE(0)
  const heightPx = header.readUInt32BE(4)
  const lines = inflateSync(data)
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let row = 0; row < heightPx; row += 1) {
    if (lines[row * (widthPx + 1)] !== 1) throw new Error('another filter than Sub')
    let left = 0
    for (let column = 0; column < widthPx; column += 1) {
      left = (left + (lines[row * (widthPx + 1) + 1 + column] ?? 0)) & 0xff
      pixels[row * widthPx + column] = left
    }
  }
  return { widthPx, heightPx, pixels }
}
