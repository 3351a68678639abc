/**
 * Grey levels of 8 bits from the two pixels of each byte: the left one in the high half, top row first; 0..15 becomes
 * 0..255 (R503 manual V1.2.1).
 */
export function expandPixels(packed: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(packed.length * 2)
  for (let at = 0; at < packed.length; at += 1) {
    const pair = packed[at] ?? 0
    pixels[2 * at] = (pair >> 4) * 17
    pixels[2 * at + 1] = (pair & 15) * 17
  }
  return pixels
}
