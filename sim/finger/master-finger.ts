import { madeOnce } from '../random/made-once.ts'
import { createSeededRandom, seedOf } from '../random/seeded-random.ts'
import { createRidgeField, type RidgeField } from './ridge-field.ts'

/** A finger as skin: ridges positive, valleys negative, larger than any sensor sees at once. */
export interface MasterFinger {
  readonly widthPx: number
  readonly heightPx: number
  /** Between -1 and 1. */
  readonly skin: Float32Array
}

const widthPx = 320
const heightPx = 352
const radiusPx = 8
const directions = 24
const periods = [7, 8, 9, 10, 11] as const
const rounds = 12

const masters = new Map<string, MasterFinger>()

/** The finger of a person at an ANSI/NIST position; grown once and remembered. */
export function masterFinger(person: string, position: number): MasterFinger {
  const key = `${person}/${position}`
  const known = masters.get(key)
  if (known) return known
  const bytes = madeOnce(`skin/${key}`, () => new Uint8Array(grow(person, position).buffer))
  const grown = { widthPx, heightPx, skin: new Float32Array(new Uint8Array(bytes).buffer) }
  masters.set(key, grown)
  return grown
}

// Random spots grow into ridges under filters that follow the field; minutiae appear by themselves.
function grow(person: string, position: number): Float32Array<ArrayBuffer> {
  const field = createRidgeField(person, position, widthPx, heightPx)
  const kernels = kernelBank()
  const choice = chooseKernels(field)
  const random = createSeededRandom(seedOf('skin', person, position))
  let skin = new Float32Array(widthPx * heightPx)
  for (let spot = 0; spot < 20; spot += 1) {
    const x = Math.floor(random.between(radiusPx, widthPx - radiusPx))
    const y = Math.floor(random.between(radiusPx, heightPx - radiusPx))
    skin[y * widthPx + x] = 1
  }
  for (let round = 0; round < rounds; round += 1) skin = filter(skin, kernels, choice)
  return skin
}

function filter(
  skin: Float32Array<ArrayBuffer>,
  kernels: readonly Float32Array[],
  choice: Uint8Array,
): Float32Array<ArrayBuffer> {
  const next = new Float32Array(skin.length)
  const size = 2 * radiusPx + 1
  const kernelAt = (at: number) => kernels[choice[at] ?? 0] as Float32Array
  for (let y = radiusPx; y < heightPx - radiusPx; y += 1) {
    // Four sums side by side: one alone waits for each addition to end before the next.
    for (let x = radiusPx; x < widthPx - radiusPx; x += 4) {
      const at = y * widthPx + x
      const [one, two, three, four] = [kernelAt(at), kernelAt(at + 1), kernelAt(at + 2), kernelAt(at + 3)]
      let [a, b, c, d] = [0, 0, 0, 0]
      for (let v = 0; v < size; v += 1) {
        const from = (y + v - radiusPx) * widthPx + x - radiusPx
        const row = v * size
        for (let u = 0; u < size; u += 1) {
          a += (one[row + u] as number) * (skin[from + u] as number)
          b += (two[row + u] as number) * (skin[from + u + 1] as number)
          c += (three[row + u] as number) * (skin[from + u + 2] as number)
          d += (four[row + u] as number) * (skin[from + u + 3] as number)
        }
      }
      next[at] = Math.tanh(3 * a)
      next[at + 1] = Math.tanh(3 * b)
      next[at + 2] = Math.tanh(3 * c)
      next[at + 3] = Math.tanh(3 * d)
    }
  }
  return next
}

function chooseKernels(field: RidgeField): Uint8Array {
  return Uint8Array.from(field.angle, (angle, at) => {
    const turn = ((angle % Math.PI) + Math.PI) % Math.PI
    const direction = Math.round((turn / Math.PI) * directions) % directions
    const period = Math.min(periods.length - 1, Math.max(0, Math.round((field.period[at] ?? 9) - periods[0])))
    return direction * periods.length + period
  })
}

let bank: Float32Array[] | undefined

function kernelBank(): readonly Float32Array[] {
  bank ??= Array.from({ length: directions }, (_, direction) =>
    periods.map((period) => gabor((direction * Math.PI) / directions, period)),
  ).flat()
  return bank
}

// Cosine across the ridge under a round envelope, made to sum to nothing and to unit energy.
function gabor(angle: number, period: number): Float32Array {
  const size = 2 * radiusPx + 1
  const sigma = 0.4 * period
  const kernel = new Float32Array(size * size)
  const envelope = new Float32Array(size * size)
  let sum = 0
  let envelopeSum = 0
  for (let v = 0; v < size; v += 1) {
    for (let u = 0; u < size; u += 1) {
      const x = u - radiusPx
      const y = radiusPx - v
      const across = -x * Math.sin(angle) + y * Math.cos(angle)
      const weight = Math.exp(-(x * x + y * y) / (2 * sigma * sigma))
      envelope[v * size + u] = weight
      kernel[v * size + u] = weight * Math.cos((2 * Math.PI * across) / period)
      sum += kernel[v * size + u] ?? 0
      envelopeSum += weight
    }
  }
  for (let at = 0; at < kernel.length; at += 1) {
    kernel[at] = (kernel[at] ?? 0) - (sum / envelopeSum) * (envelope[at] ?? 0)
  }
  const energy = Math.sqrt(kernel.reduce((total, value) => total + value * value, 0))
  return kernel.map((value) => value / energy)
}
