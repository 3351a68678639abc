import { z } from 'zod'
import type { Layer } from './feature-map.ts'

/** The description of a package of weights, as TensorFlow.js writes it; one byte for each number. */
const manifestSchema = z.tuple([
  z.looseObject({
    weights: z.array(
      z.looseObject({
        name: z.string(),
        shape: z.array(z.int().positive()),
        quantization: z.looseObject({ dtype: z.literal('uint8'), scale: z.number(), min: z.number() }),
      }),
    ),
  }),
])

/** The trained numbers of a network, by their names. */
export class Weights {
  readonly #values = new Map<string, Float32Array>()

  /** `manifest` is the parsed JSON beside `bytes`. A package of another build throws: it is part of ours. */
  constructor(manifest: unknown, bytes: Uint8Array) {
    const [{ weights }] = manifestSchema.parse(manifest)
    let at = 0
    for (const { name, shape, quantization } of weights) {
      const { scale, min } = quantization
      const count = shape.reduce((product, side) => product * side, 1)
      this.#values.set(
        name,
        Float32Array.from(bytes.subarray(at, at + count), (byte) => byte * scale + min),
      )
      at += count
    }
    if (at !== bytes.length) throw new Error('the weights do not fit their manifest')
  }

  numbers(name: string): Float32Array {
    const found = this.#values.get(name)
    if (!found) throw new Error(`no weights called ${name}`)
    return found
  }

  layer(name: string, filter = 'filters'): Layer {
    return { filter: this.numbers(`${name}/${filter}`), bias: this.numbers(`${name}/bias`) }
  }
}
