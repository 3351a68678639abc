import type { Clock } from '../../contract/clock.ts'
import type { CommissionReport } from '../../contract/commission-report.ts'
import type { FingerprintScanner, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import type { InputLine } from '../../contract/gpio-port.ts'
import { err, type Result } from '../../contract/result.ts'
import type { OpenSerialLine } from '../../contract/serial-line.ts'
import { commissionEf01 } from '../ef01/commission-ef01.ts'
import { ef01Profiles } from '../ef01/ef01-profile.ts'
import { openEf01 } from '../ef01/open-ef01.ts'
import { gtProfiles } from '../gt/gt-profile.ts'
import { openGt } from '../gt/open-gt.ts'
import type { Geometry } from './geometry.ts'
import { createTouchSense } from './touch-sense.ts'

const byModel = { ...ef01Profiles, ...gtProfiles }

export type ScannerModel = keyof typeof byModel

/** Every model that can be opened, by the name printed on the part. */
export const scannerModels = Object.keys(byModel) as ScannerModel[]

/** The model of that name, in whatever case it was written. */
export function scannerModelOf(name: string): ScannerModel | undefined {
  return scannerModels.find((model) => model.toLowerCase() === name.toLowerCase())
}

/** Where a scanner is, and what it was set to. */
export interface ScannerPlace {
  readonly path: string
  readonly model: ScannerModel
  /** The factory's by default; for parts that forget it, the fastest. */
  readonly baud?: number | undefined
  /** Only EF01 parts have passwords and addresses; without them the factory's are tried. */
  readonly password?: number | undefined
  readonly address?: number | undefined
  /** A technician's word on the part's images, where the part does not tell the truth of itself. */
  readonly size?: Geometry | undefined
  readonly dpi?: number | undefined
  /** The part's touch pin, if it is wired. */
  readonly touchLine?: Pick<InputLine, 'read'> | undefined
}

/** Opens a scanner of any model. */
export function openScanner(
  openLine: OpenSerialLine,
  clock: Clock,
  { model, touchLine, ...place }: ScannerPlace,
  signal: AbortSignal,
): Promise<Result<FingerprintScanner, ScannerFault>> {
  const profile = byModel[model]
  if (profile.family === 'gt') {
    const { path, baud = 115_200, size, dpi } = place
    return openGt(openLine, clock, { path, baud, profile, size, dpi }, signal)
  }
  const touch = touchLine && createTouchSense(touchLine, clock)
  return openEf01(openLine, clock, { ...place, baud: place.baud ?? 57_600, profile, touch }, signal)
}

/** Sets a scanner up for good, once; parts that forget their rate at power off have nothing to set. */
export function commissionScanner(
  openLine: OpenSerialLine,
  clock: Clock,
  { model, ...place }: ScannerPlace & { readonly targetBaud?: number | undefined },
  signal: AbortSignal,
): Promise<Result<CommissionReport, ScannerFault>> {
  const profile = byModel[model]
  if (profile.family === 'ef01') {
    return commissionEf01(openLine, clock, { ...place, baud: place.baud ?? 57_600, profile }, signal)
  }
  return Promise.resolve(err({ kind: 'unsupported', what: 'commissioning' }))
}
