import { cellLevels } from './cell-levels.ts'
import { createRidgeFilter, filterReachPx } from './ridge-filter.ts'
import { cellPx, type RidgeFlow, type RidgePicture, ridgeFlow } from './ridge-flow.ts'

/** Measures of a press. Levels are those of the skin around a cell, for no two readers share theirs. */
export interface PressMeasures {
  /** Share of the sensor that shows ridges. */
  readonly coverage: number
  /** Share of the sensor where ridges at their usual spacing make most of what varies. */
  readonly clear: number
  /** Share of the skin that is darker than half-way between its ridges and its valleys. */
  readonly dark: number
  /** Share of the skin that is neither ridge nor valley; a slide greys both. */
  readonly grey: number
  /** Share of the sensor as dark as a ridge, without any valley. */
  readonly filled: number
}

/** Our own measure of a press; advisory, and never to be called NFIQ. */
export interface FingerQuality extends PressMeasures {
  /** 0-100. */
  readonly score: number
  /** Advice for the person; absent from a good press. */
  readonly flaw?: PressFlaw
}

export type PressFlaw = 'small' | 'dry' | 'wet' | 'moved' | 'unclear'

// Set on 320 presses on four real readers. Of those that an independent matcher joins to four of seven others, few lie
// beyond them; of the rest a third does.
const limits = {
  clear: 0.13,
  clearWhereTouched: 0.3,
  coverage: 0.45,
  grey: 0.4,
  dry: 0.28,
  wet: 0.72,
  filled: 0.1,
} as const
// The clearest tenth of those presses.
const clearest = 0.5

/** Scores one press; a few milliseconds. */
export function scoreFinger(image: RidgePicture): FingerQuality {
  const flow = ridgeFlow(image)
  const measures = measurePress(image, flow)
  const flaw = flawOf(measures)
  const score = Math.round(100 * Math.min(1, measures.clear / clearest))
  return { ...measures, score, ...(flaw && { flaw }) }
}

function flawOf({ coverage, clear, dark, grey, filled }: PressMeasures): PressFlaw | undefined {
  const isSmall = coverage < limits.coverage
  if (grey > limits.grey && !isSmall) return 'moved'
  if (clear >= limits.clear && !isSmall) return undefined
  if (filled > limits.filled || dark > limits.wet) return 'wet'
  // A touch that is only small shows clear ridges where it is.
  if (isSmall && clear > limits.clearWhereTouched * coverage) return 'small'
  if (dark < limits.dry) return 'dry'
  return isSmall ? 'small' : 'unclear'
}

function measurePress(image: RidgePicture, flow: RidgeFlow): PressMeasures {
  const levelsAt = cellLevels(image, flow)
  const clarityAt = createClarity(image, flow)
  const sums = { cells: 0, covered: 0, inside: 0, clear: 0, dark: 0, grey: 0, filled: 0 }
  // Every second cell, as on a chess board: their neighbours show the same.
  for (let cell = 0; cell < flow.covered.length; cell += 1) {
    if (((cell % flow.columns) + Math.floor(cell / flow.columns)) % 2 === 1) continue
    sums.cells += 1
    const levels = levelsAt(cell)
    if (levels.filled) sums.filled += 1
    if (flow.covered[cell] === 0) continue
    sums.covered += 1
    if (!isInside(flow, cell)) continue
    sums.inside += 1
    sums.dark += levels.dark
    sums.grey += levels.grey
    if (clarityAt(cell) >= clearFrom) sums.clear += 1
  }
  const cells = Math.max(1, sums.cells)
  const inside = Math.max(1, sums.inside)
  return {
    coverage: sums.covered / cells,
    clear: sums.clear / cells,
    dark: sums.dark / inside,
    grey: sums.grey / inside,
    filled: sums.filled / cells,
  }
}

const clearFrom = 0.55
// Off the lattice of ridges at any angle.
const samples = [
  { right: 1, down: 1 },
  { right: 6, down: 2 },
  { right: 3, down: 5 },
  { right: 6, down: 7 },
  { right: 1, down: 6 },
]

/** How much of the grey deviation around a cell is ridges, from nothing to about 1. */
function createClarity(
  { widthPx, heightPx, ...image }: RidgePicture,
  flow: RidgeFlow,
): (cell: number) => number {
  const heightAt = createRidgeFilter({ ...image, widthPx, heightPx }, flow)
  return (cell) => {
    const left = (cell % flow.columns) * cellPx
    const top = Math.floor(cell / flow.columns) * cellPx
    const isReached =
      left >= filterReachPx &&
      top >= filterReachPx &&
      left + cellPx <= widthPx - filterReachPx &&
      top + cellPx <= heightPx - filterReachPx
    if (!isReached) return 0
    let squares = 0
    for (const { right, down } of samples) squares += heightAt(left + right, top + down) ** 2
    return Math.sqrt(squares / samples.length) / Math.max(1, flow.deviation[cell] ?? 0)
  }
}

// At the edge of the touch half a cell is glass: it says nothing about the skin.
function isInside({ columns, covered }: RidgeFlow, cell: number): boolean {
  const isAlong = covered[cell - 1] === 1 && covered[cell + 1] === 1
  return isAlong && covered[cell - columns] === 1 && covered[cell + columns] === 1
}
