import { z } from 'zod'
import type { CodeFault } from '../../contract/code-reader.ts'
import type { Result } from '../../contract/result.ts'

/** The largest QR code holds no more bytes (ISO/IEC 18004, version 40-L). */
const mostLetters = 2_953

const answerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.string().max(mostLetters).exactOptional() }),
  z.strictObject({ ok: z.literal(false), fault: z.strictObject({ kind: z.literal('damaged') }) }),
])

/** The code reader program's answer to one picture; `undefined` when it is none. */
export function codeAnswer(value: unknown): Result<string | undefined, CodeFault> | undefined {
  const answer = answerSchema.safeParse(value).data
  return answer?.ok ? { ok: true, value: answer.value } : answer
}
