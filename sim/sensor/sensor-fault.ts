/** Misbehaviour that can be put into a sensor twin; rows of `fingerprint.md` section 6. */
export type SensorFault =
  /** One bit of the given data frame (from 0) of the next transfer is wrong. */
  | { readonly kind: 'flip-bit'; readonly frame: number }
  /** That many bytes inside the next transfer are lost. */
  | { readonly kind: 'drop-bytes'; readonly count: number }
  /** The given data frame of the next transfer never comes. */
  | { readonly kind: 'drop-frame'; readonly frame: number }
  /** The next transfer ends without its last frame. */
  | { readonly kind: 'omit-end' }
  /** The next answer has a wrong checksum. */
  | { readonly kind: 'bad-answer' }
  /** The next answers are swallowed. */
  | { readonly kind: 'silence'; readonly answers: number }
  /** Nothing is answered until the power was off. */
  | { readonly kind: 'hang' }
  /** Everything the host sends comes straight back: crossed wires. */
  | { readonly kind: 'echo' }

/** Applies the faults that concern a transfer to its frames. */
export function spoilTransfer(frames: number[][], faults: SensorFault[]): number[][] {
  let spoiled = frames
  for (const fault of faults.splice(0)) {
    switch (fault.kind) {
      case 'flip-bit':
        spoiled = spoiled.map((frame, index) =>
          index === fault.frame ? frame.map((byte, at) => (at === 20 ? byte ^ 0x10 : byte)) : frame,
        )
        break
      case 'drop-bytes': {
        const middle = Math.floor(spoiled.length / 2)
        spoiled = spoiled.map((frame, index) => (index === middle ? frame.slice(fault.count) : frame))
        break
      }
      case 'drop-frame':
        spoiled = spoiled.filter((_, index) => index !== fault.frame)
        break
      case 'omit-end':
        spoiled = spoiled.slice(0, -1)
        break
      default:
        faults.push(fault)
        return spoiled
    }
  }
  return spoiled
}
