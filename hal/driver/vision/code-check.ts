import { z } from 'zod'
import type { AnsweringProgram } from '../../contract/answering-program.ts'
import type { Clock } from '../../contract/clock.ts'
import type { CodeFault, CodeReader, CodeSession } from '../../contract/code-reader.ts'
import { err, type Result } from '../../contract/result.ts'
import { pictureMessage } from './picture-message.ts'

/** A picture takes a tenth of a second on a laptop; a program that needs longer than this hangs. */
const answerMs = 4_000

/**
 * Reads codes in a program of its own, started when a session opens and killed when it closes: no decoder of
 * pictures runs in the process of the kiosk. Once it has failed it is not started again for this session.
 */
export function createCodeReader(program: AnsweringProgram, clock: Clock): CodeReader {
  return { open: () => openSession(program, clock) }
}

function openSession(program: AnsweringProgram, clock: Clock): CodeSession {
  const running = program.start([])
  let isGone = false
  return {
    async read(jpeg, signal) {
      if (signal.aborted) return err({ kind: 'cancelled' })
      if (isGone) return err({ kind: 'absent' })
      using deadline = clock.deadline(answerMs, signal)
      const answer = codeAnswer(await running.ask(pictureMessage(jpeg), deadline.signal))
      if (answer) return answer
      isGone = true
      await running.kill()
      if (signal.aborted) return err({ kind: 'cancelled' })
      return err({ kind: deadline.expired ? 'slow' : 'absent' })
    },
    async close() {
      isGone = true
      await running.kill()
    },
  }
}

/** The largest QR code holds no more bytes (ISO/IEC 18004, version 40-L). */
const mostLetters = 2_953

const answerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.string().max(mostLetters).exactOptional() }),
  z.strictObject({ ok: z.literal(false), fault: z.strictObject({ kind: z.literal('damaged') }) }),
])

/** The answer of the code reader program to one picture; `undefined` when it is none. */
export function codeAnswer(value: unknown): Result<string | undefined, CodeFault> | undefined {
  const answer = answerSchema.safeParse(value).data
  return answer?.ok ? { ok: true, value: answer.value } : answer
}
