import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { ok, type Result } from '../../contract/result.ts'
import { gtAnswerMs, gtCode, gtCommand } from './gt-command.ts'
import type { GtLink } from './gt-link.ts'
import { type GtProfile, gtProfiles } from './gt-profile.ts'

/**
 * The profile of a part of unknown model: none tells its name, but each refuses the first number that its library does
 * not have (CheckEnrolled, 1003). GT-511C3 and GT-521F32 have the same, and differ in nothing that matters here.
 */
export async function askGtModel(
  link: GtLink,
  signal: AbortSignal,
): Promise<Result<GtProfile, ScannerFault>> {
  const bySize = Object.values<GtProfile>(gtProfiles).sort((one, other) => one.capacity - other.capacity)
  let largest: GtProfile = gtProfiles['GT-511C3']
  for (const profile of bySize) {
    const answer = await link.ask(gtCommand.checkEnrolled, profile.capacity, gtAnswerMs.query, signal)
    if (!answer.ok) return answer
    if (!answer.value.acknowledged && answer.value.parameter === gtCode.badId) return ok(profile)
    largest = profile
  }
  return ok(largest)
}
