import type { Clock } from '../../contract/clock.ts'
import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import { answerMs, busyPauseMs, code, command } from './ef01-command.ts'
import type { Ask, Ef01Link } from './ef01-link.ts'

export interface CarefulOptions {
  /** The password that unlocked the part. */
  readonly password: number
  readonly hasSoftReset: boolean
}

const resetMs = 300
/** A part that is asked too soon after its answer may not hear it. */
const breathMs = 50

/**
 * Asks the way a part in the field needs it. One that browned out forgets that it was unlocked and answers
 * 0x21: unlock once more, ask again. One that is busy, or got a damaged command, answers 0x01: wait, ask
 * again. One that says nothing is called by its name, then reset where it can be, then given up.
 */
export function askWithRecovery(link: Ef01Link, clock: Clock, options: CarefulOptions): Ask {
  const verify = command.verifyPassword(options.password)
  return async (payload, timeoutMs, signal) => {
    const first = await link.ask(payload, timeoutMs, signal)
    if (!first.ok) {
      if (first.fault.kind !== 'silent') return first
      const alive = await revive(link, clock, options, signal)
      if (!alive.ok) return alive
      await clock.sleep(breathMs, signal)
      return link.ask(payload, timeoutMs, signal)
    }
    if (first.value.code === code.notUnderstood) {
      await clock.sleep(busyPauseMs, signal)
      return link.ask(payload, timeoutMs, signal)
    }
    if (first.value.code !== code.locked) return first
    const unlocked = await link.ask(verify, answerMs.query, signal)
    if (!unlocked.ok) return unlocked
    if (unlocked.value.code !== code.ok) return err({ kind: 'locked', by: 'password' })
    return link.ask(payload, timeoutMs, signal)
  }
}

/** Whether the part still answers to its password; where it can be reset, it is, before it is given up. */
export async function revive(
  link: Ef01Link,
  clock: Clock,
  { password, hasSoftReset }: CarefulOptions,
  signal: AbortSignal,
): Promise<Result<void, ScannerFault>> {
  const called = await call(link, password, signal)
  if (called.ok || called.fault.kind !== 'silent' || !hasSoftReset) return called
  await link.ask(command.softReset, answerMs.query, signal)
  await clock.sleep(resetMs, signal)
  return call(link, password, signal)
}

async function call(
  link: Ef01Link,
  password: number,
  signal: AbortSignal,
): Promise<Result<void, ScannerFault>> {
  let last: Result<void, ScannerFault> = err({ kind: 'silent' })
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const answer = await link.ask(command.verifyPassword(password), answerMs.password, signal)
    if (answer.ok) {
      return answer.value.code === code.ok ? ok() : err({ kind: 'locked', by: 'password' })
    }
    last = answer
    if (answer.fault.kind !== 'silent') return answer
  }
  return last
}
