import type { Weights } from './face-weights.ts'
import {
  convolve,
  convolveDepthwise,
  convolvePointwise,
  emptyMap,
  type FeatureMap,
  poolLargest,
} from './feature-map.ts'
import { type Area, type RgbPicture, resample } from './rgb-picture.ts'

/** A face somewhere in a picture. */
export interface FaceBox extends Area {
  /** 0-1. */
  readonly confidence: number
}

// Constants of the published network (face-api, TinyFaceDetector): mean colour and box shapes in cells.
const meanRgb = [117.001, 114.697, 97.404] as const
const anchors = [
  [1.603231, 2.094468],
  [6.041143, 7.080126],
  [2.882459, 3.518061],
  [4.266906, 5.178857],
  [9.041765, 10.66308],
] as const
// A face of 60 px in a picture 480 px wide is 20 px here: about the smallest that it finds.
const inputPx = 224
const leastConfidence = 0.4
const mostOverlap = 0.4

/** Finds faces, the surest first. A picture 240 px wide takes about as long as three frames at 60 Hz on a laptop. */
export function detectFaces(weights: Weights, picture: RgbPicture): readonly FaceBox[] {
  const side = Math.max(picture.widthPx, picture.heightPx)
  const cells = runNetwork(weights, normalised(picture, side))
  const found: FaceBox[] = []
  const cellPx = side / cells.width
  for (let place = 0; place < cells.width * cells.height; place += 1) {
    for (const [index, [width, height]] of anchors.entries()) {
      const at = place * cells.channels + index * 5
      const value = (offset: number) => cells.values[at + offset] ?? 0
      const confidence = sigmoid(value(4))
      if (confidence < leastConfidence) continue
      const centreX = ((place % cells.width) + sigmoid(value(0))) * cellPx
      const centreY = (Math.floor(place / cells.width) + sigmoid(value(1))) * cellPx
      const widthPx = Math.exp(value(2)) * width * cellPx
      const heightPx = Math.exp(value(3)) * height * cellPx
      found.push({ x: centreX - widthPx / 2, y: centreY - heightPx / 2, widthPx, heightPx, confidence })
    }
  }
  return withoutRepeats(found)
}

// The picture at the top left of a square, black beside it, as the network was trained.
function normalised(picture: RgbPicture, side: number): FeatureMap {
  const area = { x: 0, y: 0, widthPx: side, heightPx: side }
  const values = resample(picture, area, inputPx, inputPx)
  for (let at = 0; at < values.length; at += 1) {
    values[at] = ((values[at] ?? 0) - (meanRgb[at % 3] ?? 0)) / 255
  }
  return { ...emptyMap(0, 0, 3), width: inputPx, height: inputPx, values }
}

function runNetwork(weights: Weights, input: FeatureMap): FeatureMap {
  let map = leaky(convolve(input, weights.layer('conv0'), 1, 'valid'))
  for (const name of ['conv1', 'conv2', 'conv3', 'conv4', 'conv5']) {
    const depthwise = convolveDepthwise(poolLargest(map, 2), weights.numbers(`${name}/depthwise_filter`), 1)
    map = leaky(convolvePointwise(depthwise, weights.layer(name, 'pointwise_filter')))
  }
  return convolvePointwise(poolLargest(map, 1), weights.layer('conv8'))
}

// In place: a callback for each number takes as long as a layer.
function leaky(map: FeatureMap): FeatureMap {
  const { values } = map
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0
    if (value < 0) values[at] = 0.1 * value
  }
  return map
}

function withoutRepeats(found: readonly FaceBox[]): readonly FaceBox[] {
  const kept: FaceBox[] = []
  for (const box of found.toSorted((one, other) => other.confidence - one.confidence)) {
    if (kept.every((earlier) => overlap(earlier, box) <= mostOverlap)) kept.push(box)
  }
  return kept
}

/** Shared area by united area. */
function overlap(one: Area, other: Area): number {
  const width = Math.min(one.x + one.widthPx, other.x + other.widthPx) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.heightPx, other.y + other.heightPx) - Math.max(one.y, other.y)
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  return shared / (one.widthPx * one.heightPx + other.widthPx * other.heightPx - shared)
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value))
}
