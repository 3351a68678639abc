import type { Clock } from '../../contract/clock.ts'
import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import type { OpenSerialLine } from '../../contract/serial-line.ts'
import { lineFault } from '../scanner/line-fault.ts'
import { answerMs, busyPauseMs, code, command, refusal } from './ef01-command.ts'
import { defaultAddress } from './ef01-frame.ts'
import { createEf01Link, type Ef01Link } from './ef01-link.ts'
import { type Ef01Profile, ratesOf } from './ef01-profile.ts'

export interface Ef01Options {
  readonly path: string
  readonly profile: Ef01Profile
  /** Rate the part was commissioned to; the others are tried after it. */
  readonly baud: number
  /** Without one the two that parts leave the factory with are tried. */
  readonly password?: number | undefined
  /** Without an answer the factory's address is tried, too. */
  readonly address?: number | undefined
}

/** A part that answers, and the password it took. */
export interface FoundEf01 {
  readonly link: Ef01Link
  readonly password: number
}

const factoryPasswords = [0x0000_0000, 0xffff_ffff] as const

/** Opens the line and finds the part at whatever rate it speaks. Two tries a rate of at most 300 ms each. */
export async function findEf01(
  openLine: OpenSerialLine,
  clock: Clock,
  options: Ef01Options,
  signal: AbortSignal,
): Promise<Result<FoundEf01, ScannerFault>> {
  const opened = await openLine(options.path, options.baud)
  if (!opened.ok) return err(lineFault(opened.fault, options.path))
  const link = createEf01Link(opened.value, clock, options.address)
  const found = await sweep(link, clock, options, signal)
  if (!found.ok) await link.line.close()
  return found
}

async function sweep(
  link: Ef01Link,
  clock: Clock,
  options: Ef01Options,
  signal: AbortSignal,
): Promise<Result<FoundEf01, ScannerFault>> {
  let worst: ScannerFault = { kind: 'silent' }
  for (const rate of ratesOf(options.profile, options.baud)) {
    const found = await findAtRate(link, clock, rate, options, signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
    if (found.ok) return found
    const { fault } = found
    // Noise may be a good answer at another rate; anything sounder came from the part.
    if (fault.kind === 'garbled' && fault.damage !== 'echo') {
      if (worst.kind === 'silent' || fault.damage !== 'noise') worst = fault
    } else if (fault.kind !== 'silent') return found
  }
  return err(worst)
}

/** Calls the part at one rate; a rate this side does not have is as silent as one that is not the part's. */
export async function findAtRate(
  link: Ef01Link,
  clock: Clock,
  rate: number,
  options: Pick<Ef01Options, 'password' | 'address'>,
  signal: AbortSignal,
): Promise<Result<FoundEf01, ScannerFault>> {
  const set = link.line.baud === rate ? ok() : await link.line.setBaud(rate)
  if (!set.ok) return err(set.fault.kind === 'gone' ? { kind: 'unplugged' } : { kind: 'silent' })
  let last: Result<FoundEf01, ScannerFault> = err({ kind: 'silent' })
  for (const address of [options.address ?? defaultAddress, defaultAddress]) {
    link.address = address
    last = await unlock(link, clock, options.password, signal)
    if (last.ok || last.fault.kind !== 'silent') break
  }
  return last
}

async function unlock(
  link: Ef01Link,
  clock: Clock,
  password: number | undefined,
  signal: AbortSignal,
): Promise<Result<FoundEf01, ScannerFault>> {
  for (const candidate of password === undefined ? factoryPasswords : [password]) {
    const verify = command.verifyPassword(candidate)
    let answer = await link.probe(verify, answerMs.password, signal)
    if (answer.ok && answer.value.code === code.notUnderstood) {
      await clock.sleep(busyPauseMs, signal)
      answer = await link.probe(verify, answerMs.password, signal)
    }
    if (!answer.ok) {
      const { fault } = answer
      if (fault.kind !== 'garbled' || fault.damage !== 'stranger') return answer
      return err({ kind: 'locked', by: 'address', address: link.foreignAddress })
    }
    if (answer.value.code === code.ok) return ok({ link, password: candidate })
    if (answer.value.code !== code.wrongPassword) return err(refusal(answer.value.code, 'VfyPwd'))
  }
  return err({ kind: 'locked', by: 'password' })
}
