import { createRidgeFilter, filterReachPx } from './ridge-filter.ts'
import { cellAt, type RidgeFlow, type RidgePicture, ridgeFlow } from './ridge-flow.ts'

/** Measures of a press; each member shows something that the others miss (biometrics.md 4.1). */
export interface PressMeasures {
  /** Share of the sensor that shows ridges. */
  readonly coverage: number
  /** How sure the ridge direction is, mean over the covered part; noise and blank glass have none. */
  readonly certainty: number
  /** Mean grey deviation over the covered part; dry and smeared presses are flat. */
  readonly contrast: number
  /** Share of that deviation that is ridges at their usual spacing; two touches spoil each other's. */
  readonly clarity: number
  /** Share of what is touched that is dark: dry skin leaves little, wet skin fills the valleys. */
  readonly darkness: number
}

/** Our own measure of a press; advisory, and never to be called NFIQ. */
export interface FingerQuality extends PressMeasures {
  /** 0-100. */
  readonly score: number
  /** Advice for the person; absent from a good press. */
  readonly flaw?: PressFlaw
}

export type PressFlaw = 'small' | 'dry' | 'wet' | 'moved' | 'double' | 'unclear'

// Set on synthetic impressions, where presses beyond them begin to fail the matcher; to be set again per sensor.
const accept = { coverage: 0.55, certainty: 0.75, contrast: 45, clarity: 0.53 } as const

/** Scores one press; a few milliseconds. */
export function scoreFinger(image: RidgePicture): FingerQuality {
  const flow = ridgeFlow(image)
  const measures = { ...measureFlow(flow), ...measureRidges(image, flow) }
  const { coverage, certainty, contrast, clarity } = measures
  const score =
    100 *
    Math.min(1, coverage / 0.7) *
    between((certainty - 0.3) / 0.55) *
    between(contrast / 50) *
    between((clarity - 0.35) / 0.2)
  const flaw = flawOf(measures)
  return { ...measures, score: Math.round(score), ...(flaw && { flaw }) }
}

function measureFlow(flow: RidgeFlow): Pick<PressMeasures, 'coverage' | 'certainty' | 'contrast'> {
  let covered = 0
  let certainty = 0
  let contrast = 0
  for (const [cell, touched] of flow.covered.entries()) {
    if (touched === 0) continue
    covered += 1
    certainty += flow.certainty[cell] ?? 0
    contrast += flow.deviation[cell] ?? 0
  }
  const mean = (sum: number) => (covered === 0 ? 0 : sum / covered)
  return {
    coverage: covered / Math.max(1, flow.covered.length),
    certainty: mean(certainty),
    contrast: mean(contrast),
  }
}

// The filter is asked at every fifth pixel only: five does not divide the spacing of ridges.
const samplePx = 5
const darkBelow = 128

function measureRidges(image: RidgePicture, flow: RidgeFlow): Pick<PressMeasures, 'clarity' | 'darkness'> {
  const heightAt = createRidgeFilter(image, flow)
  const sums = { heights: 0, deviations: 0, touched: 0, dark: 0 }
  for (let y = filterReachPx; y < image.heightPx - filterReachPx; y += samplePx) {
    for (let x = filterReachPx; x < image.widthPx - filterReachPx; x += samplePx) {
      const cell = cellAt(flow, x, y)
      const inside = isInside(flow, cell)
      const dark = (image.pixels[y * image.widthPx + x] ?? 255) < darkBelow
      // Skin so wet that its valleys are gone shows no ridges to be inside of, but it is dark.
      if (!inside && !dark) continue
      sums.touched += 1
      if (dark) sums.dark += 1
      if (!inside) continue
      sums.heights += Math.abs(heightAt(x, y))
      sums.deviations += flow.deviation[cell] ?? 0
    }
  }
  return {
    clarity: sums.deviations === 0 ? 0 : sums.heights / sums.deviations,
    darkness: sums.touched === 0 ? 0 : sums.dark / sums.touched,
  }
}

// At the edge of the touch half a cell is glass: it says nothing about the skin.
function isInside({ columns, covered }: RidgeFlow, cell: number): boolean {
  return [0, -1, 1, -columns, columns].every((step) => covered[cell + step] !== 0)
}

function flawOf({ coverage, certainty, contrast, clarity, darkness }: PressMeasures): PressFlaw | undefined {
  if (coverage < accept.coverage) return darkness > 0.76 ? 'wet' : 'small'
  // A slide over a ridge or more greys everything, while dry skin is bright and wet skin is dark.
  const grey = darkness > 0.25 && darkness < 0.45
  if (grey && contrast < accept.contrast) return 'moved'
  if (clarity >= accept.clarity && certainty >= accept.certainty) return undefined
  if (darkness <= 0.25) return 'dry'
  if (darkness > 0.76) return 'wet'
  if (clarity >= accept.clarity) return 'unclear'
  return grey ? 'moved' : 'double'
}

function between(value: number): number {
  return Math.min(1, Math.max(0, value))
}
