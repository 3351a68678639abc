import type { Clock } from '../../contract/clock.ts'
import type { FingerprintScanner, ScannerFault } from '../../contract/fingerprint-scanner.ts'
import type { Result } from '../../contract/result.ts'
import type { OpenSerialLine } from '../../contract/serial-line.ts'
import { ef01Profiles } from '../ef01/ef01-profile.ts'
import { openEf01 } from '../ef01/open-ef01.ts'
import { gtProfiles } from '../gt/gt-profile.ts'
import { openGt } from '../gt/open-gt.ts'
import type { ScannerPlace } from './open-scanner.ts'

/**
 * Opens a scanner whose model nobody knows: EF01 at every rate, then GT. Its identity has the model that it told, the
 * nearest where several tell the same, or `EF01` where it told nothing.
 */
export async function openAnyScanner(
  openLine: OpenSerialLine,
  clock: Clock,
  { path, baud, password, address, size, dpi }: Omit<ScannerPlace, 'model'>,
  signal: AbortSignal,
): Promise<Result<FingerprintScanner, ScannerFault>> {
  const given = { path, size, dpi, asksModel: true }
  const unknown = { ...given, baud: baud ?? 57_600, password, address, profile: ef01Profiles.EF01 }
  const ef01 = await openEf01(openLine, clock, unknown, signal)
  if (ef01.ok || !mayBeAnother(ef01.fault)) return ef01
  const profile = gtProfiles['GT-511C3']
  const gt = await openGt(openLine, clock, { ...given, baud: baud ?? 115_200, profile }, signal)
  return gt.ok || gt.fault.kind !== 'silent' ? gt : ef01
}

// Nothing or noise may be the other family; whatever is sounder came from this one.
function mayBeAnother(fault: ScannerFault): boolean {
  return fault.kind === 'silent' || (fault.kind === 'garbled' && fault.damage === 'noise')
}
