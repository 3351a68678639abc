import type { Weights } from './face-weights.ts'
import { convolve, convolveDepthwise, convolvePointwise, emptyMap, type FeatureMap } from './feature-map.ts'
import { type Area, type RgbPicture, resample } from './rgb-picture.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

// Constants of the published network (face-api, FaceLandmark68TinyNet).
const meanRgb = [122.782, 117.001, 104.298] as const
const inputPx = 112

/**
 * The 68 points of a face in the usual order (jaw 0-16, brows 17-26, nose 27-35, eyes 36-47, mouth 48-67), in
 * pixels of the picture.
 */
export function locateMarks(weights: Weights, picture: RgbPicture, face: Area): readonly Point[] {
  const area = insideOf(picture, face)
  const side = Math.max(area.widthPx, area.heightPx)
  const [padX, padY] = [(side - area.widthPx) / 2, (side - area.heightPx) / 2]
  const square = { x: area.x - padX, y: area.y - padY, widthPx: side, heightPx: side }
  const shares = runNetwork(weights, normalised(picture, square))
  return Array.from({ length: 68 }, (_, index) => ({
    x: square.x + (shares[2 * index] ?? 0) * side,
    y: square.y + (shares[2 * index + 1] ?? 0) * side,
  }))
}

function insideOf(picture: RgbPicture, { x, y, widthPx, heightPx }: Area): Area {
  const left = Math.max(0, Math.round(x))
  const top = Math.max(0, Math.round(y))
  return {
    x: left,
    y: top,
    widthPx: Math.max(1, Math.min(picture.widthPx, Math.round(x + widthPx)) - left),
    heightPx: Math.max(1, Math.min(picture.heightPx, Math.round(y + heightPx)) - top),
  }
}

function normalised(picture: RgbPicture, square: Area): FeatureMap {
  const values = resample(picture, square, inputPx, inputPx)
  for (let at = 0; at < values.length; at += 1) {
    values[at] = ((values[at] ?? 0) - (meanRgb[at % 3] ?? 0)) / 255
  }
  return { ...emptyMap(0, 0, 3), width: inputPx, height: inputPx, values }
}

function runNetwork(weights: Weights, input: FeatureMap): Float32Array {
  const first = rectified(convolve(input, weights.layer('dense0/conv0'), 2, 'same'))
  let map = restOfBlock(weights, 'dense0', first)
  for (const block of ['dense1', 'dense2']) {
    map = restOfBlock(weights, block, rectified(separable(weights, `${block}/conv0`, map, 2)))
  }
  const { filter, bias } = weights.layer('fc', 'weights')
  return convolvePointwise(meanOf(map), { filter, bias }).values
}

function restOfBlock(weights: Weights, block: string, first: FeatureMap): FeatureMap {
  const second = separable(weights, `${block}/conv1`, first, 1)
  const third = separable(weights, `${block}/conv2`, rectified(sum(first, second)), 1)
  return rectified(sum(first, sum(second, third)))
}

function separable(weights: Weights, name: string, map: FeatureMap, stride: number): FeatureMap {
  const depthwise = convolveDepthwise(map, weights.numbers(`${name}/depthwise_filter`), stride)
  return convolvePointwise(depthwise, weights.layer(name, 'pointwise_filter'))
}

function sum(one: FeatureMap, other: FeatureMap): FeatureMap {
  const values = one.values.slice()
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) + (other.values[at] ?? 0)
  return { ...one, values }
}

// In place: a callback for each number takes as long as a layer.
function rectified(map: FeatureMap): FeatureMap {
  const { values } = map
  for (let at = 0; at < values.length; at += 1) values[at] = Math.max(0, values[at] ?? 0)
  return map
}

function meanOf(map: FeatureMap): FeatureMap {
  const mean = emptyMap(1, 1, map.channels)
  const places = map.width * map.height
  for (const [at, value] of map.values.entries()) {
    const channel = at % map.channels
    mean.values[channel] = (mean.values[channel] ?? 0) + value / places
  }
  return mean
}
