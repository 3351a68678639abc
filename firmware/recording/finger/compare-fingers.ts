import type { FingerPosition } from '../../core/finger-position.ts'
import { findSeeds } from './find-seeds.ts'
import type { FingerTemplate } from './finger-template.ts'
import { growAgreement } from './grow-agreement.ts'
import { ridgeBlocks } from './ridge-blocks.ts'

/**
 * Agreement from which two presses count as one finger. Of four real readers, cut to 256x288 and to 192x192, 1 and 2 of
 * 11,520 pairs of different fingers reach it; 25.8 % and 33.2 % of 1,120 pairs of one finger, many displaced, wet or dry
 * on purpose, do not (SourceAFIS 3.18.1 at its own line, 256x288: 37.1 %). So above it the same finger is asked about;
 * below it nothing is said against anybody.
 */
export const sameFingerScore = 40

const mostSeeds = 24
// Beyond doubt: no other place in common needs a look.
const surely = 2 * sameFingerScore

/** How well two presses agree: 0 for nothing in common, open above. */
export function compareFingers(a: FingerTemplate, b: FingerTemplate): number {
  // Chance gives more where there is more to compare: by its root.
  const scale = 100 / Math.sqrt(Math.max(1, ridgeBlocks(a).all.length))
  let best = 0
  for (const seed of findSeeds(a, b, mostSeeds)) {
    best = Math.max(best, scale * growAgreement(a, b, seed))
    if (best >= surely) break
  }
  return Math.round(best)
}

/** The position under which this very finger was recorded before; `undefined` when it is a new one. */
export function findRepeat(
  known: ReadonlyMap<FingerPosition, FingerTemplate>,
  position: FingerPosition,
  press: FingerTemplate,
): FingerPosition | undefined {
  for (const [other, template] of known) {
    if (other !== position && compareFingers(template, press) >= sameFingerScore) return other
  }
  return undefined
}
