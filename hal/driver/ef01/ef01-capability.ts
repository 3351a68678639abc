import type { Clock } from '../../contract/clock.ts'
import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, type Result } from '../../contract/result.ts'
import { answerMs, busyPauseMs, code, command } from './ef01-command.ts'
import type { Answer, Ask, Ef01Link } from './ef01-link.ts'

/**
 * Commands that not every part has. The profile says which may be tried; a part that answers 0xFC or twice 0x01, or
 * says nothing though it is alive, cannot, and is not asked again.
 */
export interface Ef01Capabilities {
  ask(
    what: string,
    payload: readonly number[],
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Result<Answer, ScannerFault>>
  /** True once the part has done it. */
  has(what: string): boolean
}

export function createEf01Capabilities(
  link: Ef01Link,
  clock: Clock,
  careful: Ask,
  password: number,
): Ef01Capabilities {
  const known = new Map<string, boolean>()
  const cannot = (what: string) => {
    known.set(what, false)
    return err({ kind: 'unsupported', what })
  }
  const tryIt = async (payload: readonly number[], timeoutMs: number, signal: AbortSignal) => {
    const first = await link.ask(payload, timeoutMs, signal)
    if (first.ok && first.value.code === code.locked) return careful(payload, timeoutMs, signal)
    if (!first.ok || first.value.code !== code.notUnderstood) return first
    await clock.sleep(busyPauseMs, signal)
    return link.ask(payload, timeoutMs, signal)
  }
  return {
    has: (what) => known.get(what) === true,
    async ask(what, payload, timeoutMs, signal) {
      if (known.get(what) === false) return err({ kind: 'unsupported', what })
      if (known.get(what)) return careful(payload, timeoutMs, signal)
      const answer = await tryIt(payload, timeoutMs, signal)
      if (answer.ok) {
        const refused = answer.value.code === code.unsupported || answer.value.code === code.notUnderstood
        if (refused) return cannot(what)
        known.set(what, true)
        return answer
      }
      if (answer.fault.kind !== 'silent') return answer
      const alive = await link.ask(command.verifyPassword(password), answerMs.password, signal)
      return alive.ok ? cannot(what) : answer
    },
  }
}
