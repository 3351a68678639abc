import type { Clock } from '../../contract/clock.ts'
import type { ScannerFault } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import { gtAnswerMs, gtCode, gtCommand, gtRefusal } from './gt-command.ts'
import type { GtAsk, GtLink } from './gt-link.ts'
import { gtPowerUpBaud } from './gt-profile.ts'

/** A part that answers, and everything it forgets when its power dips. */
export interface GtSession {
  readonly link: GtLink
  /** As the link asks, but a part that lost its power in between is found and set up again. */
  readonly ask: GtAsk
  /** As `ask`, and a refusal is a fault. Gives the response's parameter. */
  order(
    command: number,
    parameter: number,
    during: string,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Result<number, ScannerFault>>
  /** Lights the platen until disposed of: without it the part sees nothing. */
  lit(signal: AbortSignal): Promise<Result<AsyncDisposable, ScannerFault>>
}

const settleMs = 100
const busyPauseMs = 300

/** Calls the part at power-up rate first, then at the rate it was raised to, and raises it. */
export async function startGtSession(
  link: GtLink,
  clock: Clock,
  targetBaud: number,
  signal: AbortSignal,
): Promise<Result<void, ScannerFault>> {
  let worst: ScannerFault = { kind: 'silent' }
  for (const rate of new Set([gtPowerUpBaud, targetBaud, 115_200, 57_600, 38_400, 19_200])) {
    const there = await callAt(link, rate, signal)
    if (signal.aborted) return err({ kind: 'cancelled' })
    if (there.ok) return rate === targetBaud ? ok() : raiseRate(link, clock, targetBaud, signal)
    const { fault } = there
    // Noise may be a good answer at another rate; anything sounder came from the part.
    if (fault.kind === 'garbled' && fault.damage !== 'echo') {
      if (worst.kind === 'silent' || fault.damage !== 'noise') worst = fault
    } else if (fault.kind !== 'silent') return there
  }
  return err(worst)
}

async function callAt(link: GtLink, rate: number, signal: AbortSignal): Promise<Result<void, ScannerFault>> {
  const set = link.line.baud === rate ? ok() : await link.line.setBaud(rate)
  if (!set.ok) return err(set.fault.kind === 'gone' ? { kind: 'unplugged' } : { kind: 'silent' })
  let last: Result<void, ScannerFault> = err({ kind: 'silent' })
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const answer = await link.ask(gtCommand.open, 0, gtAnswerMs.probe, signal)
    if (answer.ok) {
      return answer.value.acknowledged ? ok() : err(gtRefusal(answer.value.parameter, 'Open'))
    }
    last = answer
    if (answer.fault.kind !== 'silent') break
  }
  return last
}

// Some set-ups only work at the slow rate (pyGT511C3 8): a part that is lost at the new one is called back.
async function raiseRate(
  link: GtLink,
  clock: Clock,
  targetBaud: number,
  signal: AbortSignal,
): Promise<Result<void, ScannerFault>> {
  const before = link.line.baud
  const changed = await link.ask(gtCommand.changeBaudrate, targetBaud, gtAnswerMs.query, signal)
  if (changed.ok && !changed.value.acknowledged) return ok()
  if (!changed.ok && changed.fault.kind !== 'silent' && changed.fault.kind !== 'garbled') return changed
  await clock.sleep(settleMs, signal)
  const raised = await callAt(link, targetBaud, signal)
  return raised.ok ? raised : callAt(link, before, signal)
}

export function createGtSession(link: GtLink, clock: Clock, targetBaud: number): GtSession {
  let isLit = false
  const ask: GtAsk = async (command, parameter, timeoutMs, signal) => {
    const first = await link.ask(command, parameter, timeoutMs, signal)
    if (first.ok) {
      const spoiled = !first.value.acknowledged && first.value.parameter === gtCode.communicationError
      if (!spoiled) return first
      // The command came to it damaged, or while it was busy.
      await clock.sleep(busyPauseMs, signal)
      return link.ask(command, parameter, timeoutMs, signal)
    }
    if (first.fault.kind !== 'silent') return first
    const found = await startGtSession(link, clock, targetBaud, signal)
    if (!found.ok) return found
    if (isLit) await link.ask(gtCommand.cmosLed, 1, gtAnswerMs.query, signal)
    return link.ask(command, parameter, timeoutMs, signal)
  }
  const order: GtSession['order'] = async (command, parameter, during, timeoutMs, signal) => {
    const answer = await ask(command, parameter, timeoutMs, signal)
    if (!answer.ok) return answer
    return answer.value.acknowledged
      ? ok(answer.value.parameter)
      : err(gtRefusal(answer.value.parameter, during))
  }
  const never = new AbortController().signal
  return {
    link,
    ask,
    order,
    async lit(signal) {
      const on = await order(gtCommand.cmosLed, 1, 'CmosLed', gtAnswerMs.query, signal)
      if (!on.ok) return on
      isLit = true
      return ok({
        async [Symbol.asyncDispose]() {
          isLit = false
          await link.ask(gtCommand.cmosLed, 0, gtAnswerMs.query, never)
        },
      })
    },
  }
}
