/** For tests: the bytes cut short at every length, and with every single bit flipped, each with its name. */
export function* everySpoiling(bytes: Uint8Array): Generator<readonly [how: string, spoiled: Uint8Array]> {
  for (let length = 0; length < bytes.length; length += 1) yield [`cut at ${length}`, bytes.slice(0, length)]
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = bytes.slice()
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    yield [`bit ${bit & 7} of byte ${bit >> 3}`, flipped]
  }
}
