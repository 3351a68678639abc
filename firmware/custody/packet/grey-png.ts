import { crc32, deflateSync } from 'node:zlib'

/**
 * An 8-bit grey PNG (ISO/IEC 15948) with filter Sub; `dpi`, when given, goes into pHYs so that viewers
 * know the true size.
 */
export function encodeGreyPng(
  widthPx: number,
  heightPx: number,
  pixels: Uint8Array,
  dpi?: number,
): Uint8Array {
  if (pixels.length !== widthPx * heightPx) throw new Error('pixels do not fill the picture')
  const header = Buffer.alloc(13)
  header.writeUInt32BE(widthPx, 0)
  header.writeUInt32BE(heightPx, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const parts = [Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header)]
  if (dpi !== undefined) {
    const density = Buffer.alloc(9)
    const perMetre = Math.round(dpi / 0.0254)
    density.writeUInt32BE(perMetre, 0)
    density.writeUInt32BE(perMetre, 4)
    density[8] = 1
    parts.push(chunk('pHYs', density))
  }
  const data = deflateSync(filterSub(widthPx, heightPx, pixels), { level: 6 })
  parts.push(chunk('IDAT', data), chunk('IEND', Buffer.alloc(0)))
  return new Uint8Array(Buffer.concat(parts))
}

function filterSub(widthPx: number, heightPx: number, pixels: Uint8Array): Uint8Array {
  const lines = new Uint8Array((widthPx + 1) * heightPx)
  for (let row = 0; row < heightPx; row += 1) {
    const from = row * widthPx
    const to = row * (widthPx + 1)
    lines[to] = 1
    for (let column = 0; column < widthPx; column += 1) {
      const left = column === 0 ? 0 : (pixels[from + column - 1] ?? 0)
      lines[to + 1 + column] = (pixels[from + column] ?? 0) - left
    }
  }
  return lines
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const head = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(crc32(body))
  return Buffer.concat([head, body, tail])
}
