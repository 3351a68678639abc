/** Only the upper half of each 8-bit pixel crosses the wire, the left pixel in the high half. */
export function packPixels(pixels: Uint8Array): Uint8Array {
  const packed = new Uint8Array(pixels.length >> 1)
  for (let at = 0; at < packed.length; at += 1)
    packed[at] = ((pixels[2 * at] ?? 0) & 0xf0) | ((pixels[2 * at + 1] ?? 0) >> 4)
  return packed
}

export function unpackPixels(packed: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(packed.length * 2)
  for (const [at, pair] of packed.entries()) {
    pixels[2 * at] = (pair >> 4) * 17
    pixels[2 * at + 1] = (pair & 15) * 17
  }
  return pixels
}
