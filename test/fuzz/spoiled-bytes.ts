import fc from 'fast-check'

/** Noise, texts that look like something, and `whole` with some bytes changed, cut, doubled or put in. */
export function spoiledBytes(given: Uint8Array): fc.Arbitrary<Uint8Array> {
  // A Buffer's slices share its memory, and what is spoiled here must stay whole elsewhere.
  const whole = new Uint8Array(given)
  const at = fc.nat({ max: Math.max(0, whole.length - 1) })
  const change = fc.record({ at, value: fc.integer({ min: 0, max: 255 }) })
  return fc.oneof(
    fc.uint8Array({ maxLength: 2_048 }),
    fc.json({ maxDepth: 4 }).map((text) => new Uint8Array(Buffer.from(text))),
    fc.constantFrom('[', '{"a":', '\0').map((text) => new Uint8Array(Buffer.from(text.repeat(20_000)))),
    fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) => {
      const bytes = whole.slice()
      for (const one of changes) bytes[one.at] = one.value
      return bytes
    }),
    at.map((length) => whole.slice(0, length)),
    fc.tuple(at, at).map(([from, to]) => {
      const doubled = whole.subarray(Math.min(from, to), Math.max(from, to))
      return new Uint8Array(Buffer.concat([whole.subarray(0, from), doubled, whole.subarray(from)]))
    }),
    fc.tuple(at, fc.uint8Array({ maxLength: 600 })).map(([from, noise]) => {
      return new Uint8Array(Buffer.concat([whole.subarray(0, from), noise, whole.subarray(from)]))
    }),
  )
}
