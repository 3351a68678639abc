import type { DiskFault } from '../../../hal/contract/disk.ts'
import { err, type Result } from '../../../hal/contract/result.ts'

/** Why copying to a stick stopped. The next try goes on from what is there. */
export type StickFault =
  /** The stick, or the folder in place of one. */
  | { readonly kind: 'stick'; readonly fault: DiskFault }
  /** Our own disk. */
  | { readonly kind: 'kiosk'; readonly fault: DiskFault }
  | { readonly kind: 'cancelled' }

export function onStick<T>(result: Result<T, DiskFault>): Result<T, StickFault> {
  return result.ok ? result : err({ kind: 'stick', fault: result.fault })
}

export function onKiosk<T>(result: Result<T, DiskFault>): Result<T, StickFault> {
  return result.ok ? result : err({ kind: 'kiosk', fault: result.fault })
}
