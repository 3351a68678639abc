import type { ScannerFault, ScannerMatcher } from '../../contract/fingerprint-scanner.ts'
import { err, ok, type Result } from '../../contract/result.ts'
import { gtAnswerMs, gtCode, gtCommand, gtRefusal } from './gt-command.ts'
import { gtTemplateBytes, mostGtTemplateBytes } from './gt-profile.ts'
import type { GtSession } from './gt-session.ts'

// The high word tells SetTemplate not to look for duplicates.
const withoutDuplicateCheck = 0x0001_0000
const scratchTries = 8

/**
 * Comparison inside the part. It only compares with its own library, so the template lies there for that
 * moment, at a number that nothing uses, and is deleted whatever the outcome.
 */
export function createGtMatcher(
  session: GtSession,
  capacity: number,
  lock: <T>(work: () => Promise<T>) => Promise<T>,
): ScannerMatcher {
  return {
    template: (signal) =>
      lock(async () => {
        const { makeTemplate } = gtCommand
        const made = await session.order(makeTemplate, 0, 'MakeTemplate', gtAnswerMs.work, signal)
        const amount = { wholeBytes: gtTemplateBytes, mostBytes: mostGtTemplateBytes }
        return made.ok ? session.link.collect(amount, signal) : made
      }),
    compare: (template, signal) =>
      lock(async () => {
        const scratch = await findFreeNumber(session, capacity, signal)
        if (!scratch.ok) return scratch
        const put = await putTemplate(session, scratch.value, template, signal)
        const answer = put.ok ? await verify(session, scratch.value, signal) : put
        // The caller may have given up by now; the template must go all the same.
        const never = new AbortController().signal
        const gone = await session.order(
          gtCommand.deleteId,
          scratch.value,
          'DeleteID',
          gtAnswerMs.flash,
          never,
        )
        return answer.ok && !gone.ok ? gone : answer
      }),
  }
}

async function findFreeNumber(
  session: GtSession,
  capacity: number,
  signal: AbortSignal,
): Promise<Result<number, ScannerFault>> {
  for (let number = capacity - 1; number >= Math.max(0, capacity - scratchTries); number -= 1) {
    const used = await session.ask(gtCommand.checkEnrolled, number, gtAnswerMs.query, signal)
    if (!used.ok) return used
    if (used.value.acknowledged) continue
    return used.value.parameter === gtCode.idUnused
      ? ok(number)
      : err(gtRefusal(used.value.parameter, 'CheckEnrolled'))
  }
  return err({ kind: 'unsupported', what: 'comparing with a full library' })
}

async function putTemplate(
  session: GtSession,
  number: number,
  template: Uint8Array,
  signal: AbortSignal,
): Promise<Result<void, ScannerFault>> {
  const parameter = withoutDuplicateCheck | number
  const ready = await session.order(gtCommand.setTemplate, parameter, 'SetTemplate', gtAnswerMs.work, signal)
  if (!ready.ok) return ready
  const taken = await session.link.sendData(template, gtAnswerMs.flash, signal)
  if (!taken.ok) return taken
  return taken.value.acknowledged ? ok() : err(gtRefusal(taken.value.parameter, 'SetTemplate'))
}

async function verify(session: GtSession, number: number, signal: AbortSignal) {
  const answer = await session.ask(gtCommand.verify, number, gtAnswerMs.work, signal)
  if (!answer.ok) return answer
  if (answer.value.acknowledged) return ok({ same: true, score: 1 })
  if (answer.value.parameter === gtCode.verifyFailed) return ok({ same: false, score: 0 })
  return err(gtRefusal(answer.value.parameter, 'Verify'))
}
