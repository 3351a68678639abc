import { cellAt, type RidgeFlow, type RidgePicture } from './ridge-flow.ts'

/** Pixels around a point that the filter looks at, each way. */
export const filterReachPx = 7

const directions = 16
// Nine pixels from ridge to ridge at 500 dpi is what adults and teenagers have.
const periodAt500Dpi = 9

const banks = new Map<number, readonly Float32Array[]>()

/**
 * How much a point looks like the middle of a ridge (above zero) or of a valley (below), by a Gabor filter
 * along the flow; in grey levels. To be asked at least `filterReachPx` away from the edge.
 */
export function createRidgeFilter(image: RidgePicture, flow: RidgeFlow): (x: number, y: number) => number {
  const { pixels, widthPx, dpi } = image
  const bank = kernelBank((periodAt500Dpi * dpi) / 500)
  return (x, y) => {
    const turn = Math.round(((flow.angle[cellAt(flow, x, y)] ?? 0) / Math.PI) * directions) % directions
    return -convolve(pixels, widthPx, x, y, bank[turn] as Float32Array)
  }
}

// A kernel is the same upside down: each of its numbers but the middle one serves two pixels.
function convolve(pixels: Uint8Array, widthPx: number, x: number, y: number, kernel: Float32Array): number {
  const middle = y * widthPx + x
  let sum = (kernel[(kernel.length - 1) / 2] as number) * (pixels[middle] as number)
  let at = 0
  for (let v = -filterReachPx; v <= 0; v += 1) {
    const last = v < 0 ? filterReachPx : -1
    for (let u = -filterReachPx; u <= last; u += 1) {
      const away = v * widthPx + u
      sum += (kernel[at] as number) * ((pixels[middle + away] as number) + (pixels[middle - away] as number))
      at += 1
    }
  }
  return sum
}

function kernelBank(period: number): readonly Float32Array[] {
  const known = banks.get(period)
  if (known) return known
  const bank = Array.from({ length: directions }, (_, turn) => gabor((turn * Math.PI) / directions, period))
  banks.set(period, bank)
  return bank
}

// Sums to nothing, so that brightness does not count, and to one in absolute value.
function gabor(angle: number, period: number): Float32Array {
  const size = 2 * filterReachPx + 1
  const kernel = new Float32Array(size * size)
  const envelope = new Float32Array(size * size)
  for (let at = 0; at < kernel.length; at += 1) {
    const x = (at % size) - filterReachPx
    const y = Math.floor(at / size) - filterReachPx
    const across = -x * Math.sin(angle) + y * Math.cos(angle)
    envelope[at] = Math.exp(-(x * x + y * y) / (2 * 3.4 * 3.4))
    kernel[at] = (envelope[at] ?? 0) * Math.cos((2 * Math.PI * across) / period)
  }
  const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0)
  const share = sum(kernel) / sum(envelope)
  const flat = kernel.map((value, at) => value - share * (envelope[at] ?? 0))
  const energy = sum(flat.map(Math.abs))
  return flat.map((value) => value / energy)
}
