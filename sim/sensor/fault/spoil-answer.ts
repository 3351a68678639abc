import type { SeededRandom } from '../../random/seeded-random.ts'
import type { FaultShelf } from './fault-shelf.ts'

/** The fate of an answer on its way out; undefined when it never leaves. */
export interface SpoiledAnswer {
  readonly bytes: Uint8Array
  readonly lateMs: number
}

/** `strayFrame` is a data frame as the family packs it. */
export function spoilAnswer(
  frame: Uint8Array,
  faults: FaultShelf,
  random: SeededRandom,
  strayFrame: () => Uint8Array,
): SpoiledAnswer | undefined {
  const silence = faults.take('silence')
  if (silence) {
    if (silence.answers > 1) faults.put({ kind: 'silence', answers: silence.answers - 1 })
    return undefined
  }
  const bytes = frame.slice()
  const last = bytes.length - 1
  if (faults.take('bad-answer')) bytes[last] = (bytes[last] ?? 0) ^ 0xff
  const flip = faults.take('flip-answer')
  if (flip) {
    const at = Math.min(flip.byte, last)
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
  }
  if (bytes[0] === 0xef && faults.take('absurd-length')) bytes.set([0xee, 0xee], 7)
  const noise = faults.take('noise')
  const stray = faults.take('stray-data')
  return {
    bytes: Buffer.concat([
      ...Array.from({ length: stray?.frames ?? 0 }, strayFrame),
      noiseOf(noise?.bytes ?? 0, random),
      bytes,
    ]),
    lateMs: faults.take('late-answer')?.ms ?? 0,
  }
}

/** Noise as a line gives at power-up; it always begins like a ready byte and a rising wire. */
export function noiseOf(count: number, random: SeededRandom): Uint8Array {
  const noise = random.bytes(count)
  noise.set([0x55, 0x00].slice(0, count))
  return noise
}
