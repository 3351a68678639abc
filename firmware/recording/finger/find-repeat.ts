import type { FingerPosition } from '../../core/finger-position.ts'
import { compareFingers, sameFingerScore } from './compare-fingers.ts'
import type { FingerTemplate } from './finger-template.ts'

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
