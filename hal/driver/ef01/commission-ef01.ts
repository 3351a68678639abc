import type { Clock } from '../../contract/clock.ts'
import type { CommissionReport } from '../../contract/commission-report.ts'
import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { OpenSerialLine } from '../../contract/serial-line.ts'
import { askWithRecovery } from './ef01-ask.ts'
import { answerMs, code, command, refusal } from './ef01-command.ts'
import type { Ask, Ef01Link } from './ef01-link.ts'
import { bestRateOf, type Ef01Profile, ratesOf } from './ef01-profile.ts'
import { type Ef01Options, findAtRate, findEf01 } from './find-ef01.ts'
import { frameBytesOf } from './open-ef01.ts'

const settleMs = 100
const largestFrameCode = 3

// The setting is one byte, in units of 9,600; no adapter of a Raspberry Pi is asked for more.
const mostBaud = 921_600

/**
 * Sets the part to the fastest rate of its manual, or to `targetBaud`, and to its largest frames; both stay after power
 * off. For the technician, once: each call wears the part's flash, and an interruption may leave it at
 * another rate. A rate beyond the manual is tried only when it was named: many clones have it, and one that does not
 * refuses it (1B). A part may change at once, after its answer, or at the next power-up: both rates are called.
 */
export async function commissionEf01(
  openLine: OpenSerialLine,
  clock: Clock,
  options: Ef01Options & { readonly targetBaud?: number | undefined },
  signal: AbortSignal,
): Promise<Result<CommissionReport, ScannerFault>> {
  const target = options.targetBaud ?? bestRateOf(options.profile)
  if (!mayBeSet(options.profile, target)) return err({ kind: 'unsupported', what: `${target} baud` })
  const found = await findEf01(openLine, clock, options, signal)
  if (!found.ok) return found
  const { link, password } = found.value
  const ask = askWithRecovery(link, clock, { password, hasSoftReset: false })
  const report = await commission(link, ask, clock, { ...options, password }, target, signal)
  await link.line.close()
  return report
}

function mayBeSet(profile: Ef01Profile, target: number): boolean {
  if (target <= bestRateOf(profile)) return profile.baudMultipliers.includes(target / 9_600)
  return target % 9_600 === 0 && target <= mostBaud
}

async function commission(
  link: Ef01Link,
  ask: Ask,
  clock: Clock,
  options: Ef01Options,
  target: number,
  signal: AbortSignal,
): Promise<Result<CommissionReport, ScannerFault>> {
  const beforeBaud = link.line.baud
  const beforeBytes = await readFrameBytes(ask, options, signal)
  const sized = await ask(command.setParameter(6, largestFrameCode), answerMs.flash, signal)
  if (!sized.ok) return sized
  await clock.sleep(settleMs, signal)
  const frameBytes = await readFrameBytes(ask, options, signal)
  const report = { beforeBaud, beforeBytes, frameBytes, target }
  if (beforeBaud === target) return ok({ ...report, baud: target, applied: 'already' })
  const set = await link.ask(command.setParameter(4, target / 9_600), answerMs.flash, signal)
  if (set.ok && set.value.code !== code.ok) return err(refusal(set.value.code, 'SetSysPara'))
  // The answer may have come at the new rate, which here looks like damage or silence.
  if (!set.ok && set.fault.kind !== 'garbled' && set.fault.kind !== 'silent') return set
  await clock.sleep(settleMs, signal)
  const rates = [target, beforeBaud, ...ratesOf(options.profile, target)]
  for (const rate of new Set(rates)) {
    const there = await findAtRate(link, clock, rate, options, signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
    if (!there.ok && there.fault.kind !== 'silent' && there.fault.kind !== 'garbled') return there
    if (there.ok) {
      return ok({ ...report, baud: rate, applied: rate === target ? 'now' : 'after-power-cycle' })
    }
  }
  return err({ kind: 'silent' })
}

async function readFrameBytes(
  ask: Ask,
  { profile }: Ef01Options,
  signal: AbortSignal,
): Promise<number | undefined> {
  if (!profile.readsParameters) return undefined
  const parameters = await ask(command.readParameters, answerMs.query, signal)
  return parameters.ok && parameters.value.code === code.ok ? frameBytesOf(parameters.value.rest) : undefined
}
