import { findMinutiae, type Minutia } from './find-minutiae.ts'
import { createRidgeFilter, filterReachPx } from './ridge-filter.ts'
import { cellAt, type RidgeFlow, type RidgePicture, ridgeFlow } from './ridge-flow.ts'

/** The host's memory of a press, to know the finger again. Stays in memory, never on a disk. */
export interface FingerTemplate {
  readonly widthPx: number
  readonly heightPx: number
  readonly minutiae: readonly Minutia[]
  /** 1 on a ridge, -1 in a valley, 0 where no finger touched. */
  readonly ridges: Int8Array
}

/** Ridges brought out along their flow, and the points where they end or fork. */
export function fingerTemplate(image: RidgePicture): FingerTemplate {
  const { widthPx, heightPx } = image
  const flow = ridgeFlow(image)
  const ridges = bringOut(image, flow)
  return { widthPx, heightPx, minutiae: findMinutiae(ridges, widthPx, flow), ridges }
}

function bringOut(image: RidgePicture, flow: RidgeFlow): Int8Array {
  const { widthPx, heightPx } = image
  const heightAt = createRidgeFilter(image, flow)
  const ridges = new Int8Array(widthPx * heightPx)
  for (let y = filterReachPx; y < heightPx - filterReachPx; y += 1) {
    for (let x = filterReachPx; x < widthPx - filterReachPx; x += 1) {
      if (flow.covered[cellAt(flow, x, y)] === 1) ridges[y * widthPx + x] = heightAt(x, y) > 0 ? 1 : -1
    }
  }
  return ridges
}
