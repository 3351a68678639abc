/** The output of a layer of a network: `channels` values for each place, places row by row. */
export interface FeatureMap {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly values: Float32Array
}

/** Trained numbers of one layer, in the order of TensorFlow: row, column, channel in, channel out. */
export interface Layer {
  readonly filter: Float32Array
  readonly bias: Float32Array
}

/** Every channel in on every channel out over 3 x 3 places. `valid` loses the rim, `same` adds what is missing. */
export function convolve(
  from: FeatureMap,
  layer: Layer,
  stride: number,
  padding: 'same' | 'valid',
): FeatureMap {
  const window = windowOf(from, stride, padding)
  const { channels } = from
  const patches = emptyMap(window.width, window.height, 9 * channels)
  forEachTap(from, window, (tap, source, place, count) => {
    for (let step = 0; step < count; step += 1) {
      const at = (place + step) * patches.channels + tap * channels
      const first = (source + step * stride) * channels
      for (let channel = 0; channel < channels; channel += 1) {
        patches.values[at + channel] = from.values[first + channel] ?? 0
      }
    }
  })
  return convolvePointwise(patches, layer)
}

/** Each channel by itself over 3 x 3 places; as large as before, but for the stride. */
export function convolveDepthwise(from: FeatureMap, filter: Float32Array, stride: number): FeatureMap {
  const window = windowOf(from, stride, 'same')
  const { channels, values } = from
  const into = emptyMap(window.width, window.height, channels)
  forEachTap(from, window, (tap, source, place, count) => {
    for (let step = 0; step < count; step += 1) {
      const at = (place + step) * channels
      const first = (source + step * stride) * channels
      for (let channel = 0; channel < channels; channel += 1) {
        const value = (values[first + channel] ?? 0) * (filter[tap * channels + channel] ?? 0)
        into.values[at + channel] = (into.values[at + channel] ?? 0) + value
      }
    }
  })
  return into
}

/** All channels of one place together; most of the work of a network is done here. */
export function convolvePointwise(from: FeatureMap, layer: Layer): FeatureMap {
  const channels = layer.bias.length
  const into = emptyMap(from.width, from.height, channels)
  const places = from.width * from.height
  const inFours = channels - (channels % 4)
  for (let place = 0; place < places; place += 2) {
    // The last of an odd number is its own neighbour.
    const next = Math.min(place + 1, places - 1)
    for (let output = 0; output < inFours; output += 4) sumFour(from, layer, into, place, next, output)
    for (let output = inFours; output < channels; output += 1) {
      into.values[place * channels + output] = sumOne(from, layer, place, output)
      into.values[next * channels + output] = sumOne(from, layer, next, output)
    }
  }
  return into
}

// Eight sums at a time stay in registers, and four numbers of the filter serve two places; an index past the end would
// slow all of it down.
function sumFour(
  { channels: inputs, values: source }: FeatureMap,
  { filter, bias }: Layer,
  { channels, values }: FeatureMap,
  place: number,
  next: number,
  output: number,
): void {
  let a = bias[output] ?? 0
  let b = bias[output + 1] ?? 0
  let c = bias[output + 2] ?? 0
  let d = bias[output + 3] ?? 0
  let e = a
  let f = b
  let g = c
  let h = d
  const first = place * inputs
  const second = next * inputs
  for (let input = 0, at = output; input < inputs; input += 1, at += channels) {
    const one = source[first + input] ?? 0
    const two = source[second + input] ?? 0
    const weight = filter[at] ?? 0
    const weight1 = filter[at + 1] ?? 0
    const weight2 = filter[at + 2] ?? 0
    const weight3 = filter[at + 3] ?? 0
    a += one * weight
    b += one * weight1
    c += one * weight2
    d += one * weight3
    e += two * weight
    f += two * weight1
    g += two * weight2
    h += two * weight3
  }
  const here = place * channels + output
  const there = next * channels + output
  values[here] = a
  values[here + 1] = b
  values[here + 2] = c
  values[here + 3] = d
  values[there] = e
  values[there + 1] = f
  values[there + 2] = g
  values[there + 3] = h
}

function sumOne(from: FeatureMap, { filter, bias }: Layer, place: number, output: number): number {
  const inputs = from.channels
  let sum = bias[output] ?? 0
  for (let input = 0; input < inputs; input += 1)
    sum += (from.values[place * inputs + input] ?? 0) * (filter[input * bias.length + output] ?? 0)
  return sum
}

/** The largest of 2 x 2 places. */
export function poolLargest(from: FeatureMap, stride: 1 | 2): FeatureMap {
  const { channels } = from
  const into = emptyMap(Math.ceil(from.width / stride), Math.ceil(from.height / stride), channels)
  into.values.fill(Number.NEGATIVE_INFINITY)
  for (let place = 0; place < into.width * into.height; place += 1) {
    const left = (place % into.width) * stride
    const top = Math.floor(place / into.width) * stride
    for (let y = top; y < Math.min(top + 2, from.height); y += 1) {
      for (let x = left; x < Math.min(left + 2, from.width); x += 1) {
        for (let channel = 0; channel < channels; channel += 1) {
          const at = place * channels + channel
          const value = from.values[(y * from.width + x) * channels + channel] ?? 0
          if (value > (into.values[at] ?? 0)) into.values[at] = value
        }
      }
    }
  }
  return into
}

export function emptyMap(width: number, height: number, channels: number): FeatureMap {
  return { width, height, channels, values: new Float32Array(width * height * channels) }
}

/** Where 3 x 3 places are looked at: how often, how far apart, and how far outside it begins. */
interface Window {
  readonly width: number
  readonly height: number
  readonly stride: number
  readonly padX: number
  readonly padY: number
}

// TensorFlow's `same`: a rim that is missing on one side only is missing at the right and at the bottom.
function windowOf(from: FeatureMap, stride: number, padding: 'same' | 'valid'): Window {
  if (padding === 'valid') {
    const steps = (size: number) => Math.floor((size - 3) / stride) + 1
    return { width: steps(from.width), height: steps(from.height), stride, padX: 0, padY: 0 }
  }
  const steps = (size: number) => Math.ceil(size / stride)
  const before = (size: number) => Math.floor(Math.max(0, (steps(size) - 1) * stride + 3 - size) / 2)
  return {
    width: steps(from.width),
    height: steps(from.height),
    stride,
    padX: before(from.width),
    padY: before(from.height),
  }
}

/** For each of the nine taps and each row: the first place in, the first place out, and how many there are. */
function forEachTap(
  from: FeatureMap,
  { width, height, stride, padX, padY }: Window,
  visit: (tap: number, source: number, place: number, count: number) => void,
): void {
  for (let tap = 0; tap < 9; tap += 1) {
    const shift = (tap % 3) - padX
    const first = Math.max(0, Math.ceil(-shift / stride))
    const last = Math.min(width - 1, Math.floor((from.width - 1 - shift) / stride))
    for (let row = 0; row < height; row += 1) {
      const y = row * stride + Math.floor(tap / 3) - padY
      if (y < 0 || y >= from.height) continue
      visit(tap, y * from.width + first * stride + shift, row * width + first, last - first + 1)
    }
  }
}
