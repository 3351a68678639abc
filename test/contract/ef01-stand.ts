import type { TwinOptions } from '../../sim/sensor/sensor-twin.ts'
import { createScannerStand, type ScannerStand } from './scanner-stand.ts'

export { finger, isLastSent, type Meddler } from './scanner-stand.ts'

export type Ef01Stand = ScannerStand

/** An R503 at its true pace, the real driver, and a clock that only moves as they need it. */
export function createEf01Stand(options: Partial<TwinOptions> = {}): Ef01Stand {
  return createScannerStand('R503', options)
}
